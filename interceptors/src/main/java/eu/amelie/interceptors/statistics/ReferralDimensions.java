/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import java.util.List;
import java.util.Optional;

/**
 * By what referred persons are told apart. The list is fixed: what is counted anew in another way
 * could be held against what was published before. Leaves are codes; the groups between, whose
 * names begin with a star, are there so that the categories of other statistics add up from them.
 */
public final class ReferralDimensions {
  /** Codes of {@code sc-form}; the groups suit the European statistics. */
  public static final Dimension FORM =
      new Dimension(
          "form",
          "unknown",
          Category.of(
              "*all",
              Category.of("*not-known", "unknown", "not-disclosed"),
              Category.of(
                  "*other",
                  "other",
                  "slavery-like",
                  "child-soldier",
                  "surrogacy",
                  "illegal-adoption",
                  "forced-marriage",
                  "organ-removal"),
              Category.of(
                  "*work",
                  Category.of("*other-work", "forced-criminality", "forced-begging"),
                  Category.of("*labour", "domestic-servitude", "forced-labour")),
              Category.leaf("sexual")));

  /** Codes of administrative-gender. */
  public static final Dimension SEX =
      new Dimension("sex", "unknown", Category.of("*all", "unknown", "other", "male", "female"));

  /** Codes of {@code sc-age-band}. */
  public static final Dimension AGE =
      new Dimension(
          "age",
          "unknown",
          Category.of(
              "*all",
              Category.leaf("unknown"),
              Category.of("*minor", "minor-presumed", "0-11", "12-14", "15-17"),
              Category.of("*adult", "adult-presumed", "50+", "35-49", "18-24", "25-34")));

  /** Codes of {@code sc-citizenship}. */
  public static final Dimension CITIZENSHIP =
      new Dimension(
          "citizenship",
          "unknown",
          Category.of("*all", "unknown", "stateless", "national", "eu-citizen", "third-country"));

  /** Codes of {@code sc-service}, and {@code OTH} for what is not among them. */
  public static final Dimension SERVICE =
      new Dimension(
          "service",
          "OTH",
          Category.of(
              "*all",
              "OTH",
              "wellbeing",
              "digital-access",
              "peer-support",
              "crisis-line",
              "vocational",
              "education-language",
              "family-tracing",
              "compensation-claim",
              "police-liaison",
              "voluntary-return",
              "substance-use",
              "forensic-exam",
              "child-protection",
              "interpretation",
              "material-assistance",
              "residence-permit-help",
              "safety-planning",
              "sexual-reproductive-health",
              "mental-health",
              "medical-care",
              "legal-aid",
              "psychosocial-counselling",
              "emergency-shelter",
              "safe-accommodation"));

  /**
   * Codes of {@code sc-business-status}: whether it was accepted at some time. Others follow from
   * the answer, hence within it.
   */
  public static final Dimension OUTCOME =
      new Dimension(
          "outcome",
          "received",
          Category.of("*all", "received", "cancelled", "declined", "accepted"));

  private static final Optional<Dimension.Within> ACCEPTED =
      Optional.of(new Dimension.Within("outcome", "accepted"));

  /** Codes of {@code sc-business-status}: how far what was accepted has come. */
  public static final Dimension COURSE =
      new Dimension(
          "course",
          "accepted",
          Category.of("*all", "cancelled", "accepted", "completed"),
          ACCEPTED);

  /** Codes of {@code sc-waiting}: how long until it was accepted. */
  public static final Dimension WAITING =
      new Dimension(
          "waiting",
          "unknown",
          Category.of(
              "*all",
              "unknown",
              "more-than-30-days",
              "within-30-days",
              "within-7-days",
              "within-2-days",
              "same-day"),
          ACCEPTED);

  /** All of them, published together about the same persons. */
  public static final List<Dimension> ALL =
      List.of(FORM, SEX, AGE, CITIZENSHIP, SERVICE, OUTCOME, COURSE, WAITING);

  private ReferralDimensions() {}
}
