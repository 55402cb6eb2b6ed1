/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

/** A purpose of use, from v3-ActReason or {@code sc-purpose}. */
public record Purpose(String system, String code) {
  public static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  public static final String SC_PURPOSE =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-purpose";

  /** The local codes begin with {@code sc-}; every other code is one of v3-ActReason. */
  public static Purpose of(String code) {
    return new Purpose(code.startsWith("sc-") ? SC_PURPOSE : ACT_REASON, code);
  }
}
