/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Where the exchange's keys come from: the keystore, watched while the server runs, and for the
 * key-encryption key a key management service instead. A database is filled under one keystore, and
 * the start is refused with another.
 */
package eu.amelie.server.keys;
