/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code Patient/[id]/$my-data} and {@code $disclosures}: what is kept about a person, and who saw
 * it, for herself. Through one who keeps a part she gets that part; everything leaves only sealed
 * to a code of her own.
 */
package eu.amelie.server.rights;
