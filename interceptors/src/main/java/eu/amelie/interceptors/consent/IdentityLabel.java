/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;

/**
 * The kinds of identity a person may share or withhold one by one. A consent names them in {@code
 * provision.securityLabel}; the vault files every withheld element under exactly one of them.
 *
 * <p>Guaranteed: {@link #of(Coding)} is exact on system and code, and ignores version and display.
 * Not guaranteed: that an element's label describes its content; free text may hold anything, which
 * is why it has a label of its own.
 */
public enum IdentityLabel {
  /** Names, identifiers, exact birth date, photograph. */
  IDS(IdentityLabel.ACT_CODE, "IDS", "Client identifier information"),

  /** Telecoms and contact persons. */
  DEMO(IdentityLabel.ACT_CODE, "DEMO", "All demographic information"),

  /** Address below the level of the country. */
  LOCIS(IdentityLabel.ACT_CODE, "LOCIS", "Location information sensitivity"),

  /** Free text, narrative, attachments and everything the exchange does not know to be safe. */
  TEXT(IdentityLabel.SC_LABEL, "TEXT", "Free text");

  private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  private static final String SC_LABEL =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-label";

  private static final List<IdentityLabel> VALUES = List.of(values());

  private final String system;
  private final String code;
  private final String display;

  IdentityLabel(String system, String code, String display) {
    this.system = system;
    this.code = code;
    this.display = display;
  }

  /** Returns a new coding for this label; callers may change it without effect on the label. */
  public Coding coding() {
    return new Coding(system, code, display);
  }

  /** Returns the label the coding names, or empty if it names none. */
  public static Optional<IdentityLabel> of(Coding coding) {
    return coding == null ? Optional.empty() : of(Code.of(coding));
  }

  static Optional<IdentityLabel> of(Code named) {
    for (IdentityLabel label : VALUES) {
      if (label.code.equals(named.code()) && label.system.equals(named.system())) {
        return Optional.of(label);
      }
    }
    return Optional.empty();
  }
}
