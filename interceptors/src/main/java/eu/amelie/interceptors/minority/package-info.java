/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Who counts as under 18, from when on not any more, and what that means for who may consent, who
 * may withdraw and who may be asked to help. Whoever is not sure is taken for under 18.
 */
package eu.amelie.interceptors.minority;
