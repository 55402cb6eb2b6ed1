/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Encryption of identity elements and the port behind which they are kept. One data key per person
 * and custodian, so that destroying the key erases the person; each is wrapped by a key-encryption
 * key, which a port of its own holds and which rotates.
 */
package eu.amelie.interceptors.pseudonym.vault;
