/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One indicator: a sign that further assessment may be called for, never a statement about a
 * person.
 *
 * @param dimension the catalogue's category, such as {@code exploitation}
 * @param plain short words for a reader under stress
 * @param discreet neutral words for screens that others may see
 * @param evidence how much it says by itself, whatever the profile
 * @param forms codes of {@code sc-form} it speaks of; {@code any} for all
 * @param weights by profile; profiles without a weight are absent
 * @param role whether it counts, is shown, or drives priority
 */
public record Indicator(
    String code,
    String dimension,
    Displays displays,
    Displays plain,
    Displays discreet,
    Strength evidence,
    String phase,
    List<String> forms,
    Map<Profile, Weight> weights,
    Role role,
    String source) {

  /** The English display. */
  public String display() {
    return displays.english();
  }

  LocalCode asCode() {
    return new LocalCode(
        LocalSystem.INDICATORS,
        code,
        Set.of(dimension),
        displays,
        Optional.of(plain),
        discreet,
        displays);
  }

  /** Whether it is asked where this form is in question. */
  boolean speaksOf(String form) {
    return forms.contains("any") || forms.contains(form);
  }

  /** Age group and form of exploitation that weights depend on. */
  public enum Profile {
    ADULT_LABOUR("adult-labour"),
    CHILD_LABOUR("child-labour"),
    ADULT_SEXUAL("adult-sexual");

    private final String code;

    Profile(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /** How much it says. */
  public enum Strength {
    STRONG,
    MEDIUM,
    WEAK;

    static Strength of(char letter) {
      return switch (letter) {
        case 'S' -> STRONG;
        case 'M' -> MEDIUM;
        case 'W' -> WEAK;
        default -> throw new IllegalArgumentException("No weight: " + letter);
      };
    }
  }

  /**
   * @param confirmed false for a weight that no source confirms yet: experimental, never fact
   */
  public record Weight(Strength strength, boolean confirmed) {}

  /** What the rule does with it. */
  public enum Role {
    DELPHI,
    SUPPORTING,
    SAFETY_FLAG
  }
}
