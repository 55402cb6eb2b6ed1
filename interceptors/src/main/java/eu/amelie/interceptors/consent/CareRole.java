/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

/** What need-to-know depends on. */
public enum CareRole {
  /** Needs a Consent for what others submitted. */
  REFERRER,
  /** Needs a live Task of its own beside a Consent. */
  SUPPORT,
  /** Needs a Consent that names it, and the purpose of coordination. */
  COORDINATOR,
  /** Statistics, audit: never a clinical item. */
  NONE
}
