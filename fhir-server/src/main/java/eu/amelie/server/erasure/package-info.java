/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code Patient/[id]/$erase}: the right to be forgotten (GDPR art. 17), told on as art. 19 asks.
 */
package eu.amelie.server.erasure;
