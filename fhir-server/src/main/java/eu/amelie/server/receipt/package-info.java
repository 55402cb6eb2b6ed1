/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code Consent/[id]/$receipt}: what a person has permitted, in her language, to read on a screen
 * or to take along on paper. For the custodian of the Consent, who hands it out.
 */
package eu.amelie.server.receipt;
