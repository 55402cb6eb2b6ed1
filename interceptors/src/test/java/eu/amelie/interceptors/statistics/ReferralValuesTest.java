/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As what a plainly fictional person counts. */
class ReferralValuesTest {
  private static final String ROOT = "https://fhir.example.org/supportive-care/";
  private static final LocalDate ASKED = LocalDate.of(2026, 8, 10);

  @Test
  void whatMayNotBeCountedIsNotStated() {
    Map<String, String> values = values(TaskStatus.REQUESTED);

    assertThat(values).isEqualTo(Map.of("outcome", "received", "course", "accepted"));
  }

  @Test
  void personAndReferralTellTheRest() {
    Patient person = new Patient().setGender(AdministrativeGender.FEMALE);
    person.setBirthDateElement(new DateType("1994"));
    person.addExtension(
        ROOT + "StructureDefinition/sc-citizenship", coded("sc-citizenship", "third-country"));
    ServiceRequest request = request("r", "legal-aid");
    ServiceRequest other = request("s", "wellbeing");

    assertThat(values(TaskStatus.REQUESTED, other, person, request))
        .containsEntry("sex", "female")
        .containsEntry("age", "25-34")
        .containsEntry("citizenship", "third-country")
        .containsEntry("service", "legal-aid");
  }

  @ParameterizedTest
  @CsvSource({
    "2026,0-11",
    "2015,0-11",
    "2014,12-14",
    "2011,15-17",
    "2009,15-17",
    "2008,18-24",
    "2001,25-34",
    "1991,35-49",
    "1976,50+",
    "1900,50+",
    "2027,"
  })
  void ageIsThatReachedInTheYear(String birth, String band) {
    Patient person = new Patient();
    person.setBirthDateElement(new DateType(birth));

    assertThat(values(TaskStatus.REQUESTED, person).get("age")).isEqualTo(band);
  }

  @ParameterizedTest
  @CsvSource({
    "minor,minor-presumed",
    "adult,adult-presumed",
    "adult-presumed,adult-presumed",
    "not-sure,"
  })
  void withoutAnAgeTheStatusCounts(String status, String band) {
    Patient person = new Patient();
    person.addExtension(
        ROOT + "StructureDefinition/sc-minor-status", coded("sc-minor-status", status));

    assertThat(values(TaskStatus.REQUESTED, person).get("age")).isEqualTo(band);
  }

  @Test
  void aBandThatWasRecordedCountsBeforeTheYear() {
    Patient person = new Patient();
    person.setBirthDateElement(new DateType("1994"));
    person.addExtension(ROOT + "StructureDefinition/sc-age-band", coded("sc-age-band", "18-24"));

    assertThat(values(TaskStatus.REQUESTED, person)).containsEntry("age", "18-24");
  }

  @ParameterizedTest
  @CsvSource({
    "present,forced-labour",
    "suspected,forced-labour",
    "absent,",
    "declined,",
    "not-asked,",
    "unknown,"
  })
  void aFormCountsWhereItIsInQuestion(String answer, String form) {
    Observation observation = new Observation();
    observation.setCode(coded("sc-form", "forced-labour"));
    observation.setValue(coded("sc-answer", answer));

    assertThat(values(TaskStatus.REQUESTED, observation).get("form")).isEqualTo(form);
  }

  @Test
  void ofSeveralFormsTheFirstOfTheListCounts() {
    Observation one = new Observation();
    one.setValue(coded("sc-form", "forced-begging"));
    ServiceRequest request = request("r", "legal-aid");
    request.addReasonCode(coded("sc-form", "other"));
    QuestionnaireResponse response = new QuestionnaireResponse();
    response
        .addItem()
        .addItem()
        .addAnswer()
        .setValue(coded("sc-form", "domestic-servitude").getCodingFirstRep());

    assertThat(values(TaskStatus.REQUESTED, request)).containsEntry("form", "other");
    assertThat(values(TaskStatus.REQUESTED, request, one)).containsEntry("form", "forced-begging");
    assertThat(values(TaskStatus.REQUESTED, request, response, one))
        .containsEntry("form", "domestic-servitude");
  }

  @ParameterizedTest
  @CsvSource({
    "REQUESTED,received", "RECEIVED,received", "ACCEPTED,accepted", "INPROGRESS,accepted",
    "ONHOLD,accepted", "COMPLETED,accepted", "REJECTED,declined", "CANCELLED,cancelled",
    "FAILED,cancelled"
  })
  void theOutcomeFollowsTheTask(TaskStatus status, String outcome) {
    assertThat(values(status)).containsEntry("outcome", outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "0,same-day",
    "1,within-2-days",
    "2,within-2-days",
    "3,within-7-days",
    "7,within-7-days",
    "8,within-30-days",
    "30,within-30-days",
    "31,more-than-30-days"
  })
  void theWaitIsInDays(int days, String band) {
    Map<String, String> values =
        ReferralValues.of(
            task(TaskStatus.CANCELLED), ASKED, Optional.of(ASKED.plusDays(days)), List.of());

    assertThat(values).containsEntry("waiting", band);
  }

  @Test
  void whatWasAcceptedStaysSoWhateverCameOfIt() {
    Map<String, String> values =
        ReferralValues.of(task(TaskStatus.FAILED), ASKED, Optional.of(ASKED), List.of());

    assertThat(values)
        .isEqualTo(Map.of("outcome", "accepted", "course", "cancelled", "waiting", "same-day"));
    assertThat(values(TaskStatus.COMPLETED))
        .isEqualTo(Map.of("outcome", "accepted", "course", "completed"));
  }

  /** A value that no dimension has would be counted as not stated, and nobody would notice. */
  @Test
  void everyValueThatIsMadeHereIsALeaf() {
    Map<String, List<String>> made =
        Map.of(
            "outcome", List.of("received", "accepted", "declined", "cancelled"),
            "course", List.of("accepted", "completed", "cancelled"),
            "waiting", List.of("same-day", "within-2-days", "within-7-days", "within-30-days"),
            "age", List.of("0-11", "12-14", "15-17", "18-24", "25-34", "35-49", "50+"));
    Map<String, Dimension> dimensions = new HashMap<>();
    ReferralDimensions.ALL.forEach(dimension -> dimensions.put(dimension.name(), dimension));

    made.forEach((name, values) -> assertThat(dimensions.get(name).leaves()).containsAll(values));
  }

  private static Map<String, String> values(TaskStatus status, Resource... records) {
    return ReferralValues.of(task(status), ASKED, Optional.empty(), List.of(records));
  }

  private static Task task(TaskStatus status) {
    return new Task().setStatus(status).setFocus(new Reference("ServiceRequest/r"));
  }

  private static ServiceRequest request(String id, String service) {
    ServiceRequest request = new ServiceRequest();
    request.setId("ServiceRequest/" + id);
    request.setCode(coded("sc-service", service));
    return request;
  }

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept(new Coding(ROOT + "CodeSystem/" + system, code, null));
  }
}
