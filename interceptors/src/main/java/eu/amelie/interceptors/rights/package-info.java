/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a person may have of what is kept about her: who saw what of it, as an audit record tells,
 * and a file that is sealed to a code which only she holds.
 */
package eu.amelie.interceptors.rights;
