/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code Consent/[id]/$withdraw}: taking back what was permitted, at once and as easily as given.
 */
package eu.amelie.server.withdrawal;
