/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.ProfileValidator;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Terminology operations, questionnaires and the assessment, as a client meets them. */
@ExchangeServer
class ClinicalContentTest {
  private static final String ROOT = "https://fhir.example.org/supportive-care/";
  private static final String CONTACT = ROOT + "ValueSet/sc-contact";

  @LocalServerPort private int port;

  @Autowired private ProfileValidator validator;

  @Test
  void aValueSetIsExpandedByGetAndPostAtTypeAndInstance() {
    FhirClient statistics = FhirClient.of(port, "statistics-eu");
    Parameters in = new Parameters();
    in.addParameter("url", new StringType(CONTACT));
    in.addParameter("displayLanguage", new CodeType("el"));

    List<Answer> answers =
        List.of(
            statistics.get("/fhir/ValueSet/$expand?displayLanguage=el&url=" + CONTACT),
            statistics.get("/fhir/ValueSet/sc-contact/$expand?displayLanguage=el"),
            statistics.post("/fhir/ValueSet/$expand", in));

    for (Answer answer : answers) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.as(ValueSet.class).getExpansion().getContains())
          .hasSize(12)
          .first()
          .returns("Να μη γίνει επικοινωνία", member -> member.getDisplay());
    }
  }

  @Test
  void anExpansionIsFilteredAndPaged() {
    Answer answer =
        FhirClient.of(port, "shelter-be")
            .get("/fhir/ValueSet/$expand?filter=phone&count=1&offset=1&url=" + CONTACT);

    ValueSet expanded = answer.as(ValueSet.class);
    assertThat(expanded.getExpansion().getTotal()).isEqualTo(2);
    assertThat(expanded.getExpansion().getContains())
        .singleElement()
        .returns("call-no-voicemail", member -> member.getCode());
  }

  @Test
  void codesAreLookedUpValidatedTranslatedAndCompared() {
    FhirClient auditor = FhirClient.of(port, "auditor-be");
    String form = ROOT + "CodeSystem/sc-form";

    assertThat(
            text(
                auditor.get(
                    "/fhir/CodeSystem/$lookup?code=surrogacy&displayLanguage=nl&system=" + form),
                "display"))
        .isEqualTo("Draagmoederschap");
    assertThat(
            text(auditor.get("/fhir/CodeSystem/sc-form/$validate-code?code=surrogacy"), "result"))
        .isEqualTo("true");
    assertThat(
            text(
                auditor.get(
                    "/fhir/ValueSet/sc-contact/$validate-code?code=surrogacy&system=" + form),
                "result"))
        .isEqualTo("false");
    assertThat(
            auditor
                .get("/fhir/ConceptMap/sc-form-to-statistics/$translate?code=sexual&system=" + form)
                .body())
        .contains("equivalent");
    assertThat(
            text(
                auditor.get("/fhir/CodeSystem/$subsumes?codeA=sexual&codeB=other&system=" + form),
                "outcome"))
        .isEqualTo("not-subsumed");
  }

  @Test
  void whatIsNotOursIsNotFoundAndWhatDoesNotFitIsSaidWhere() {
    FhirClient service = FhirClient.of(port, "shelter-be");
    Answer unknown = service.get("/fhir/CodeSystem/$lookup?code=1&system=http://snomed.info/sct");
    Answer negative = service.get("/fhir/ValueSet/sc-contact/$expand?count=-1");

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.error()).isEqualTo("not-found");
    assertThat(negative.status()).isEqualTo(422);
    assertThat(negative.error()).isEqualTo("profile-violation");
    assertThat(negative.as(OperationOutcome.class).getIssueFirstRep().getExpression())
        .extracting(StringType::getValue)
        .containsExactly("Parameters.parameter[0]");
  }

  @Test
  void b16NoCaseDataIsExpanded() {
    FhirClient service = FhirClient.of(port, "shelter-be");
    for (String path :
        List.of(
            "/fhir/Observation/$expand",
            "/fhir/Patient/a/$expand",
            "/fhir/ValueSet/$expand?context=Observation.code",
            "/fhir/QuestionnaireResponse/$expand")) {
      assertThat(service.get(path).error()).as(path).isEqualTo("not-in-contract");
    }
  }

  @Test
  void questionnairesAreFoundByTheirUrl() {
    FhirClient statistics = FhirClient.of(port, "statistics-eu");
    String url = ROOT + "Questionnaire/sc-quick-check";

    for (String asked : List.of(url, url + "%7C0.1.0")) {
      Answer found = statistics.get("/fhir/Questionnaire?url=" + asked);
      assertThat(found.status()).as(found.body()).isEqualTo(200);
      assertThat(found.entries(Questionnaire.class))
          .singleElement()
          .returns("sc-quick-check", questionnaire -> questionnaire.getIdElement().getIdPart());
    }
    assertThat(
            statistics.get("/fhir/Questionnaire?url=" + url + "%7C9").entries(Questionnaire.class))
        .isEmpty();
    assertThat(statistics.get("/fhir/Questionnaire/sc-outcome").status()).isEqualTo(200);
  }

  @Test
  void publishedResourcesComeInPages() {
    FhirClient service = FhirClient.of(port, "shelter-be");
    Bundle first = service.get("/fhir/Questionnaire?_count=4").as(Bundle.class);
    Bundle second = service.get(first.getLink("next").getUrl()).as(Bundle.class);

    assertThat(first.getTotal()).isEqualTo(7);
    assertThat(first.getEntry()).hasSize(4);
    assertThat(second.getEntry()).hasSize(3);
    assertThat(second.getLink("next")).isNull();
  }

  @Test
  void anAssessmentFitsItsProfile() {
    Parameters in = new Parameters();
    in.addParameter("ageGroup", new CodeType("adult"));
    in.addParameter("form", new CodeType("forced-labour"));
    for (String code : List.of("cd-documents-held", "cd-debt-bondage", "pb-fearful")) {
      in.addParameter().setName("observation").setResource(sign(code, "present"));
    }
    in.addParameter().setName("observation").setResource(sign("cr-isolation", "suspected"));

    Answer answer = FhirClient.of(port, "hospital-be").post("/fhir/Observation/$assess", in);

    Observation assessed = answer.as(Observation.class);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(ProfileCatalog.load(FhirContext.forR4Cached()).profileFor(assessed))
        .contains(ROOT + "StructureDefinition/sc-assessment");
    assertThat(validator.validate(assessed)).isEmpty();
    assessed.getMethod().setExtension(null);
    assertThat(validator.validate(assessed)).isNotEmpty();
  }

  @Test
  void aResponseIsHeldAgainstItsQuestionnaireAtTheDoor() {
    Case story = Case.submit(port);
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.setQuestionnaire(ROOT + "Questionnaire/sc-quick-check");
    response.setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.COMPLETED);
    response.setSubject(new Reference("Patient/" + story.id("Patient")));
    answer(response, "alone", "no");
    Coding elsewhere = new Coding(ROOT + "CodeSystem/sc-contact", "email-safe", null);
    response.addItem().setLinkId("urgent-care").addAnswer().setValue(elsewhere);

    Answer refused = hospital.post("/fhir/QuestionnaireResponse", response);
    response.getItem().get(1).setAnswer(null).addAnswer().setValue(yesNo("no"));
    Answer stored = hospital.post("/fhir/QuestionnaireResponse", response);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.error()).isEqualTo("profile-violation");
    assertThat(refused.as(OperationOutcome.class).getIssueFirstRep().getExpression())
        .extracting(StringType::getValue)
        .containsExactly("QuestionnaireResponse.item[1].answer[0].value");
    assertThat(stored.status()).as(stored.body()).isEqualTo(201);
  }

  @Test
  void aResponseIsExtractedAndNothingOfItStored() {
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.setQuestionnaire(ROOT + "Questionnaire/sc-safe-contact-form");
    response.setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.COMPLETED);
    response.setSubject(new Reference("Patient/fictional-patient"));
    response
        .addItem()
        .setLinkId("contact")
        .addAnswer()
        .setValue(new Coding(ROOT + "CodeSystem/sc-contact", "email-safe", null));
    answer(response, "record-written", "no");
    response
        .addItem()
        .setLinkId("still")
        .addAnswer()
        .setValue(new Coding(ROOT + "CodeSystem/sc-answer", "present", null));

    Answer extracted = hospital.post("/fhir/QuestionnaireResponse/$extract", response);
    response.setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.INPROGRESS);
    Answer refused = hospital.post("/fhir/QuestionnaireResponse/$extract", response);

    assertThat(extracted.status()).as(extracted.body()).isEqualTo(200);
    assertThat(extracted.entries(Observation.class))
        .singleElement()
        .matches(sign -> validator.validate(sign).isEmpty());
    assertThat(refused.status()).isEqualTo(422);
  }

  private static void answer(QuestionnaireResponse response, String linkId, String code) {
    response.addItem().setLinkId(linkId).addAnswer().setValue(yesNo(code));
  }

  private static Coding yesNo(String code) {
    return new Coding(ROOT + "CodeSystem/sc-yes-no", code, null);
  }

  private static Observation sign(String code, String answer) {
    Observation sign = new Observation();
    sign.setStatus(Observation.ObservationStatus.FINAL);
    sign.setCode(new CodeableConcept(new Coding(ROOT + "CodeSystem/sc-indicators", code, null)));
    sign.setValue(new CodeableConcept(new Coding(ROOT + "CodeSystem/sc-answer", answer, null)));
    return sign;
  }

  private static String text(Answer answer, String name) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.as(Parameters.class).getParameter(name).getValue().primitiveValue();
  }
}
