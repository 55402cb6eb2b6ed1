/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The outward ids: a keyed permutation of the internal UUID per organisation, and the one walk that
 * applies a mapping of ids to a whole resource.
 */
package eu.amelie.interceptors.pseudonym.ids;
