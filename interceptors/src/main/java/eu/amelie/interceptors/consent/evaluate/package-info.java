/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code $evaluate-consent}: the consent decision as an operation that says why. It answers from
 * its input alone and knows no server, no store and no clock of its own.
 */
package eu.amelie.interceptors.consent.evaluate;
