/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.terminology.LocalSystem;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PopulationTest {
  private static final String DEFINITIONS = LocalSystem.CANONICAL_ROOT + "/StructureDefinition/";
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final List<Questionnaire> ALL = Questionnaires.of(Responses.TERMINOLOGY);

  private final Population population = new Population(ALL, Responses.CHECK);

  private QuestionnaireResponse of(String questionnaire, Resource... seen) {
    return population
        .populate(questionnaire, new Reference("Patient/fictional"), List.of(seen), NOW)
        .orElseThrow();
  }

  private static Observation sign(String code, String answer, String when) {
    Observation sign = new Observation().setStatus(ObservationStatus.FINAL);
    sign.setCode(concept(LocalSystem.INDICATORS, code));
    sign.setValue(concept(LocalSystem.ANSWER, answer));
    sign.setEffective(new DateTimeType(when));
    return sign;
  }

  private static CodeableConcept concept(LocalSystem system, String code) {
    return new CodeableConcept(new Coding(system.url(), code, "needle"));
  }

  private static Extension coded(String id, LocalSystem system, String code) {
    return new Extension(DEFINITIONS + id, concept(system, code));
  }

  private static ServiceRequest request() {
    ServiceRequest request = new ServiceRequest();
    request.setAuthoredOnElement(new DateTimeType("2026-11-01"));
    request.addExtension(coded("sc-stage", LocalSystem.STAGE, "detection"));
    Extension mode = new Extension(DEFINITIONS + "sc-delivery-mode");
    mode.addExtension(new Extension("mode", concept(LocalSystem.MODE, "phone")));
    mode.addExtension(new Extension("switch", concept(LocalSystem.MODE, "switch-not-safe")));
    request.addExtension(mode);
    Extension interpreter = new Extension(DEFINITIONS + "sc-interpreter");
    interpreter.addExtension(new Extension("needed", new BooleanType(false)));
    request.addExtension(interpreter);
    return request;
  }

  private static Patient person() {
    Patient person = new Patient();
    person.addName().setFamily("needle");
    person.addExtension(coded("sc-safe-contact", LocalSystem.CONTACT, "text-neutral-only"));
    person.addExtension(coded("sc-minor-status", LocalSystem.MINOR_STATUS, "minor"));
    return person;
  }

  private static Task task() {
    Task task = new Task();
    task.setBusinessStatus(concept(LocalSystem.BUSINESS_STATUS, "service-started"));
    task.getNoteFirstRep().setText("needle");
    return task;
  }

  private static String answer(QuestionnaireResponse response, String linkId) {
    return response.getItem().stream()
        .filter(item -> item.getLinkId().equals(linkId))
        .map(item -> ((Coding) item.getAnswerFirstRep().getValue()).getCode())
        .findFirst()
        .orElse("");
  }

  @Test
  void theLatestWordOnASignIsTheAnswer() {
    QuestionnaireResponse response =
        of(
            "sc-safe-contact-form",
            sign("ls-still-in-situation", "absent", "2026-11-10"),
            sign("ls-still-in-situation", "present", "2026-11-01"));

    assertThat(answer(response, "still")).isEqualTo("absent");
    assertThat(answer(response, "recent")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = ObservationStatus.class,
      names = {"ENTEREDINERROR", "CANCELLED", "REGISTERED", "UNKNOWN"})
  void aSignThatDoesNotStandAnswersNothing(ObservationStatus status) {
    Observation wrong = sign("ls-still-in-situation", "present", "2026-11-10");
    assertThat(answer(of("sc-safe-contact-form", wrong), "still")).isEqualTo("present");

    wrong.setStatus(status);
    assertThat(of("sc-safe-contact-form", wrong).getItem()).isEmpty();
  }

  @Test
  void aSignThatDoesNotStandDoesNotHideAnEarlierOneThatDoes() {
    Observation wrong = sign("ls-still-in-situation", "present", "2026-11-10");
    wrong.setStatus(ObservationStatus.CANCELLED);
    Observation right = sign("ls-still-in-situation", "absent", "2026-11-01");

    assertThat(answer(of("sc-safe-contact-form", wrong, right), "still")).isEqualTo("absent");
  }

  @Test
  void whatCarriesAModifierAnswersNothing() {
    Observation sign = sign("ls-still-in-situation", "present", "2026-11-10");
    sign.addModifierExtension().setUrl("https://example.org/not");
    ServiceRequest request = request();
    request.addModifierExtension().setUrl("https://example.org/not");

    assertThat(of("sc-safe-contact-form", sign).getItem()).isEmpty();
    assertThat(of("sc-referral-form", request).getItem()).isEmpty();
  }

  @Test
  void aRequestOrTaskThatWasEnteredInErrorAnswersNothing() {
    ServiceRequest request = request();
    request.setStatus(ServiceRequestStatus.ENTEREDINERROR);
    Task task = task();
    task.setStatus(TaskStatus.ENTEREDINERROR);

    assertThat(of("sc-referral-form", request).getItem()).isEmpty();
    assertThat(of("sc-outcome", task).getItem()).isEmpty();
  }

  @Test
  void signsInGroupsAreAnsweredInTheirGroups() {
    QuestionnaireResponse response =
        of("sc-adult-signs", sign("cd-documents-held", "present", "2026-11-01"));

    assertThat(response.getItem()).hasSize(1);
    assertThat(response.getItemFirstRep().getItemFirstRep().getLinkId())
        .isEqualTo("cd-documents-held");
  }

  @Test
  void codedFactsOfPersonRequestAndTaskAreAnswers() {
    assertThat(answer(of("sc-safe-contact-form", person()), "contact"))
        .isEqualTo("text-neutral-only");
    assertThat(answer(of("sc-minor-signs", person()), "age-status")).isEqualTo("minor");
    QuestionnaireResponse referral = of("sc-referral-form", request());
    assertThat(answer(referral, "mode")).isEqualTo("phone");
    assertThat(answer(referral, "mode-switch")).isEqualTo("switch-not-safe");
    assertThat(answer(referral, "interpreter")).isEqualTo("no");
    assertThat(answer(of("sc-outcome", task()), "status")).isEqualTo("service-started");
  }

  @Test
  void consentAndTheQuickCheckAreAskedEachTime() {
    Resource[] all = {
      person(), request(), task(), sign("cd-documents-held", "present", "2026-11-01")
    };

    assertThat(of("sc-consent-form", all).getItem()).isEmpty();
    assertThat(of("sc-quick-check", all).getItem()).isEmpty();
  }

  @Test
  void everyQuestionnaireFilledFromARecordFitsAndRepeatsNoWords() {
    for (Questionnaire one : ALL) {
      QuestionnaireResponse response =
          of(
              one.getIdPart(),
              person(),
              request(),
              task(),
              sign("cd-documents-held", "present", "2026-11-01"));

      assertThat(Responses.findings(response)).as(one.getIdPart()).isEmpty();
      assertThat(response.getStatus()).isEqualTo(QuestionnaireResponseStatus.INPROGRESS);
      assertThat(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(response))
          .doesNotContain("needle");
    }
  }

  @Test
  void nothingIsKnownOfWhatIsNotSeen() {
    ALL.forEach(one -> assertThat(of(one.getIdPart()).getItem()).isEmpty());
    assertThat(population.populate("other", new Reference("Patient/fictional"), List.of(), NOW))
        .isEmpty();
  }
}
