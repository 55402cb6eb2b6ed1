/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The exchange's own keys, their keystore file, and what they are used for besides the vault: blind
 * indexes, submission digests, page tokens. No key ever prints itself.
 */
package eu.amelie.interceptors.pseudonym.keys;
