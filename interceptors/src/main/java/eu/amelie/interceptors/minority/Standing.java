/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.minority;

/** As what a person counts, by what is recorded of her age. */
public enum Standing {
  /** Known or presumed to be under 18, or not sure. */
  MINOR,
  /** Known or presumed to be 18 or over. */
  ADULT,
  /** Nothing is recorded: no birth date, no age band, no minor status. */
  UNSTATED
}
