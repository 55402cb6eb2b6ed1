/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BackboneElement;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordStandingTest {

  @ParameterizedTest
  @EnumSource(
      value = ObservationStatus.class,
      names = {"PRELIMINARY", "FINAL", "AMENDED", "CORRECTED"})
  void whatWasObservedStands(ObservationStatus status) {
    assertThat(RecordStanding.stands(new Observation().setStatus(status))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = ObservationStatus.class,
      mode = Mode.EXCLUDE,
      names = {"PRELIMINARY", "FINAL", "AMENDED", "CORRECTED"})
  void whatWasCalledOffOrIsNotThereYetDoesNot(ObservationStatus status) {
    assertThat(RecordStanding.stands(new Observation().setStatus(status))).isFalse();
    assertThat(RecordStanding.stands(new Observation())).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = QuestionnaireResponseStatus.class,
      names = {"COMPLETED", "AMENDED"})
  void aWholeResponseStands(QuestionnaireResponseStatus status) {
    assertThat(RecordStanding.stands(new QuestionnaireResponse().setStatus(status))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = QuestionnaireResponseStatus.class,
      mode = Mode.EXCLUDE,
      names = {"COMPLETED", "AMENDED"})
  void anyOtherResponseDoesNot(QuestionnaireResponseStatus status) {
    assertThat(RecordStanding.stands(new QuestionnaireResponse().setStatus(status))).isFalse();
    assertThat(RecordStanding.stands(new QuestionnaireResponse())).isFalse();
  }

  private static Condition condition(String... verification) {
    CodeableConcept status = new CodeableConcept();
    for (String code : verification) {
      status.addCoding(
          new Coding("http://terminology.hl7.org/CodeSystem/condition-ver-status", code, null));
    }
    return new Condition().setVerificationStatus(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unconfirmed", "provisional", "differential", "confirmed"})
  void aConditionThatIsNotRefutedStands(String verification) {
    assertThat(RecordStanding.stands(condition(verification))).isTrue();
    assertThat(RecordStanding.stands(new Condition())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"refuted", "entered-in-error"})
  void aConditionThatIsDoesNot(String verification) {
    assertThat(RecordStanding.stands(condition(verification))).isFalse();
    assertThat(RecordStanding.stands(condition("confirmed", verification))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(ServiceRequestStatus.class)
  void aRequestStandsUnlessItWasEnteredInError(ServiceRequestStatus status) {
    assertThat(RecordStanding.stands(new ServiceRequest().setStatus(status)))
        .isEqualTo(status != ServiceRequestStatus.ENTEREDINERROR);
  }

  @ParameterizedTest
  @EnumSource(TaskStatus.class)
  void aTaskStandsUnlessItWasEnteredInError(TaskStatus status) {
    assertThat(RecordStanding.stands(new Task().setStatus(status)))
        .isEqualTo(status != TaskStatus.ENTEREDINERROR);
  }

  static Stream<DomainResource> standing() {
    return Stream.of(
        new Observation().setStatus(ObservationStatus.FINAL),
        new QuestionnaireResponse().setStatus(QuestionnaireResponseStatus.COMPLETED),
        condition("confirmed"),
        new ServiceRequest().setStatus(ServiceRequestStatus.ACTIVE),
        new Task().setStatus(TaskStatus.REQUESTED),
        new Patient());
  }

  @ParameterizedTest
  @MethodSource("standing")
  void whatCarriesAModifierOrRulesOfItsOwnDoesNotStand(DomainResource record) {
    List<Consumer<DomainResource>> changes =
        List.of(
            one -> one.addModifierExtension().setUrl("https://example.org/not"),
            one -> one.setImplicitRules("https://example.org/rules"));
    assertThat(RecordStanding.stands(record)).isTrue();

    for (Consumer<DomainResource> change : changes) {
      DomainResource changed = (DomainResource) record.copy();
      change.accept(changed);
      assertThat(RecordStanding.stands(changed)).isFalse();
    }
  }

  @Test
  void aModifierDeepInsideCountsAsWell() {
    Resource response = new QuestionnaireResponse().setStatus(QuestionnaireResponseStatus.AMENDED);
    BackboneElement deep = ((QuestionnaireResponse) response).addItem().addItem().addAnswer();
    assertThat(RecordStanding.stands(response)).isTrue();

    deep.addModifierExtension().setUrl("https://example.org/not");
    assertThat(RecordStanding.stands(response)).isFalse();
  }
}
