/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

/** The exchange's own code systems. Their names stay neutral: only codes carry the topic. */
public enum LocalSystem {
  FORM("sc-form"),
  STAGE("sc-stage"),
  SERVICE("sc-service"),
  REASON("sc-reason"),
  CONTACT("sc-contact"),
  MODE("sc-mode"),
  STATUS_REASON("sc-status-reason"),
  BUSINESS_STATUS("sc-business-status"),
  PURPOSE("sc-purpose"),
  LABEL("sc-label"),
  ERROR("sc-error"),
  ANSWER("sc-answer"),
  SOURCE("sc-source"),
  CAPTURE_METHOD("sc-capture-method"),
  CAPTURE_CHECK("sc-capture-check"),
  AGE_BAND("sc-age-band"),
  MINOR_STATUS("sc-minor-status"),
  IDENTIFICATION("sc-identification"),
  CAPACITY("sc-capacity"),
  ELIGIBILITY("sc-eligibility"),
  EMERGENCY_REASON("sc-emergency-reason"),
  RIGHTS_REASON("sc-rights-reason"),
  DIMENSION("sc-dimension"),
  TASK_MARK("sc-task-mark"),
  ASSESSMENT("sc-assessment"),
  DUTY("sc-duty"),
  DESIGNATION("sc-designation"),
  STATISTICS_FORM("sc-statistics-form"),
  CITIZENSHIP("sc-citizenship"),
  WAITING("sc-waiting"),
  TABLE("sc-table"),
  YES_NO("sc-yes-no"),
  INDICATORS("sc-indicators");

  /** What every canonical URL of the exchange begins with. */
  public static final String CANONICAL_ROOT = "https://fhir.example.org/supportive-care";

  private final String id;

  LocalSystem(String id) {
    this.id = id;
  }

  static LocalSystem ofId(String id) {
    for (LocalSystem system : values()) {
      if (system.id.equals(id)) {
        return system;
      }
    }
    throw new IllegalArgumentException("Not a code system of the exchange: " + id);
  }

  /** The id of both the CodeSystem and the ValueSet of all its codes, such as {@code sc-form}. */
  public String id() {
    return id;
  }

  public String url() {
    return CANONICAL_ROOT + "/CodeSystem/" + id;
  }

  public String valueSetUrl() {
    return CANONICAL_ROOT + "/ValueSet/" + id;
  }
}
