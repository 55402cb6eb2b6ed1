/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

/** What need-to-know depends on. */
public enum CareRole {
  REFERRER,
  SUPPORT,
  COORDINATOR,
  /** Statistics, audit: never a clinical item. */
  NONE
}
