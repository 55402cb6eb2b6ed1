/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.explain;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.server.instruments.InstrumentsCommand;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Operations that answer from what is sent along, or from what the caller may see anyway. */
@ExchangeServer
class OwnInputOperationsTest {
  private static final String ROOT = "https://fhir.example.org/supportive-care/";
  private static final String PURPOSE = ROOT + "CodeSystem/sc-purpose";

  private static final String EXTRACT = "/fhir/QuestionnaireResponse/$extract";
  private static final String INVENTED =
      "/examples/base/pass/questionnaire-with-points-and-a-threshold.json";

  @LocalServerPort private int port;

  @Value("${amelie.instruments.directory}")
  private String directory;

  @TempDir private Path folder;

  private static Parameters question(String organisation) {
    Bundle referral = Referrals.shipped();
    Consent consent = Referrals.one(referral, Consent.class);
    ServiceRequest request = Referrals.one(referral, ServiceRequest.class);
    Patient person = Referrals.one(referral, Patient.class);
    person.setId("Patient/p");
    consent.setPatient(new Reference("Patient/p"));
    request.setSubject(new Reference("Patient/p"));
    Parameters in = new Parameters();
    in.addParameter().setName("consent").setResource(consent);
    in.addParameter().setName("resource").setResource(request);
    in.addParameter()
        .setName("organization")
        .setValue(new Reference("Organization/" + organisation));
    in.addParameter().setName("purposeOfUse").setValue(new Coding(PURPOSE, "sc-support", null));
    return in;
  }

  private static String decision(Answer answer) {
    return answer.as(Parameters.class).getParameterValue("decision").primitiveValue();
  }

  @Test
  void aDecisionIsExplainedToWhoeverAsksInHisLanguage() {
    FhirClient asking = FhirClient.of(port, "statistics-eu");
    Answer permit = asking.post("/fhir/$evaluate-consent", question("shelter-be"));
    Answer deny =
        asking.post("/fhir/$evaluate-consent", question("shelter-gr"), "Accept-Language", "de");

    assertThat(permit.status()).as(permit.body()).isEqualTo(200);
    assertThat(decision(permit)).isEqualTo("permit");
    assertThat(decision(deny)).isEqualTo("deny");
    assertThat(deny.as(Parameters.class).getLanguage()).isEqualTo("de");
  }

  @Test
  void anIncompleteQuestionIsRefusedWithThePlace() {
    Answer answer =
        FhirClient.of(port, "integrator").post("/fhir/$evaluate-consent", new Parameters());
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error()).isEqualTo("profile-violation");
    assertThat(FhirClient.of(port, "integrator").get("/fhir/$evaluate-consent").status())
        .isEqualTo(405);
  }

  @Test
  void signsAreAssessedWithoutBeingStored() {
    Parameters in = new Parameters();
    Referrals.shipped().getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(Observation.class::isInstance)
        .map(Observation.class::cast)
        .filter(sign -> sign.getCode().getCodingFirstRep().getSystem().endsWith("/sc-indicators"))
        .forEach(sign -> in.addParameter().setName("observation").setResource(sign));
    in.addParameter().setName("ageGroup").setValue(new CodeType("adult"));
    in.addParameter().setName("form").setValue(new CodeType("forced-labour"));
    Answer answer = FhirClient.of(port, "hospital-be").post("/fhir/Observation/$assess", in);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.as(Observation.class).getComponent()).hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void aPersonIsAssessedByWhatTheCallerMaySee() {
    Case story = Case.submit(port);
    Parameters in = new Parameters();
    in.addParameter().setName("ageGroup").setValue(new CodeType("adult"));
    in.addParameter().setName("form").setValue(new CodeType("forced-labour"));
    String person = story.person();
    Answer answer = story.service().post("/fhir/Patient/" + person + "/$assess", in);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.as(Observation.class).getSubject().getReference())
        .isEqualTo("Patient/" + person);

    story.withdraw();
    assertThat(story.service().post("/fhir/Patient/" + person + "/$assess", in).status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"not-sure, child-labour", "minor-presumed, child-labour", "adult, adult-labour"})
  void whomTheCallerSeesRecordedAsNotOfAgeIsAssessedAsAChild(String status, String weights) {
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    Patient person = Referrals.one(Referrals.shipped(), Patient.class);
    String extension = ROOT + "StructureDefinition/sc-minor-status";
    person.getExtension().removeIf(one -> extension.equals(one.getUrl()));
    person.addExtension(
        extension,
        new CodeableConcept(new Coding(ROOT + "CodeSystem/sc-minor-status", status, null)));
    person.setBirthDate(null);
    Answer created = hospital.post("/fhir/Patient", person);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    Parameters in = new Parameters();
    in.addParameter().setName("ageGroup").setValue(new CodeType("adult"));
    in.addParameter().setName("form").setValue(new CodeType("forced-labour"));

    String id = created.as(Patient.class).getIdElement().getIdPart();
    Answer answer = hospital.post("/fhir/Patient/" + id + "/$assess", in);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.as(Observation.class).getMethod().getCodingFirstRep().getCode())
        .isEqualTo(weights);
  }

  @Test
  void aFormOfSignsIsExtractedWithWhatTheRuleMakesOfThem() {
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.setQuestionnaire(ROOT + "Questionnaire/sc-adult-signs");
    response.setStatus(QuestionnaireResponseStatus.COMPLETED);
    response.setSubject(new Reference("Patient/fictional"));
    answer(response.addItem().setLinkId("form"), "sc-form", "forced-labour");
    answer(
        response.addItem().setLinkId("exploitation").addItem().setLinkId("ex-low-no-pay"),
        "sc-answer",
        "present");
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    Answer extracted = hospital.post(EXTRACT, response);
    answer(response.addItem().setLinkId("result"), "sc-assessment", "further-assessment-suggested");
    Answer refused = hospital.post(EXTRACT, response);

    assertThat(extracted.status()).as(extracted.body()).isEqualTo(200);
    assertThat(extracted.entries(Observation.class))
        .extracting(one -> one.getCode().getCodingFirstRep().getCode())
        .containsExactly("ex-low-no-pay", "assessment");
    assertThat(refused.status()).isEqualTo(422);
  }

  private static void answer(QuestionnaireResponseItemComponent item, String system, String code) {
    item.addAnswer().setValue(new Coding(ROOT + "CodeSystem/" + system, code, null));
  }

  private static Parameters about(String person) {
    Parameters in = new Parameters();
    in.addParameter().setName("subject").setValue(new Reference("Patient/" + person));
    return in;
  }

  private static int answered(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    QuestionnaireResponse response =
        (QuestionnaireResponse) answer.as(Parameters.class).getParameterFirstRep().getResource();
    assertThat(response.getQuestionnaire()).contains("/Questionnaire/sc-adult-signs|");
    return response.getItem().stream().mapToInt(group -> group.getItem().size()).sum();
  }

  @Test
  void aQuestionnaireIsFilledWithWhatTheCallerSeesAndWithNothingAfterTheWithdrawal() {
    Case story = Case.submit(port);
    String address = "/fhir/Questionnaire/sc-adult-signs/$populate";
    String person = story.person();

    int seenByService = answered(story.service().post(address, about(person)));
    assertThat(seenByService).isPositive();
    assertThat(answered(story.hospital().post(address, about(story.id("Patient")))))
        .isGreaterThanOrEqualTo(seenByService);

    assertThat(FhirClient.of(port, "counselling-be").post(address, about(person)).status())
        .isEqualTo(404);
    story.withdraw();
    assertThat(story.service().post(address, about(person)).status()).isEqualTo(404);
  }

  @Test
  void populatingRefusesWhatIsNoPersonAndWhoeverHasNoCases() {
    Case story = Case.submit(port);
    FhirClient hospital = story.hospital();
    Parameters in = about(story.id("Patient"));

    assertThat(hospital.post("/fhir/Questionnaire/sc-none/$populate", in).status()).isEqualTo(404);
    assertThat(hospital.post("/fhir/Questionnaire/sc-outcome/$populate", new Parameters()).status())
        .isEqualTo(422);
    for (String reference : List.of("Patient/../", "Patient//", "Other/Patient/", "Task/")) {
      Parameters malformed = new Parameters();
      malformed
          .addParameter()
          .setName("subject")
          .setValue(new Reference(reference + story.id("Patient")));
      assertThat(hospital.post("/fhir/Questionnaire/sc-outcome/$populate", malformed).status())
          .as(reference)
          .isEqualTo(422);
    }
    assertThat(
            FhirClient.of(port, "coordinator-be")
                .post("/fhir/Questionnaire/sc-outcome/$populate", in)
                .status())
        .isEqualTo(403);
  }

  private static QuestionnaireResponse answers(String lighthouse, String boats) {
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.setQuestionnaire("https://instruments.example.org/Questionnaire/invented-three|1");
    response.setStatus(QuestionnaireResponseStatus.COMPLETED);
    response.setSubject(new Reference("Patient/fictional"));
    response.setAuthoredElement(new DateTimeType("2026-11-20"));
    String system = "https://instruments.example.org/CodeSystem/invented";
    response
        .addItem()
        .setLinkId("lighthouse")
        .addAnswer()
        .setValue(new Coding(system, lighthouse, null));
    response.addItem().setLinkId("boats").addAnswer().setValue(new Coding(system, boats, null));
    return response;
  }

  @Test
  void aResponseToAnImportedInstrumentIsCountedForThoseItWasMadeFor() throws Exception {
    Path file = folder.resolve("instrument.json");
    try (InputStream shipped = ProfileCatalog.class.getResourceAsStream(INVENTED)) {
      Files.copy(shipped, file);
    }
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    Parameters in = new Parameters();
    in.addParameter().setName("questionnaire-response").setResource(answers("lit", "many"));
    assertThat(hospital.post(EXTRACT, in).status()).isEqualTo(422);

    assertThat(InstrumentsCommand.run("instruments", "import", "--directory", directory, "" + file))
        .isZero();

    assertThat(interpretation(hospital.post(EXTRACT, in))).isEqualTo("out-of-population");
    in.addParameter().setName("age").setValue(new IntegerType(30));
    assertThat(interpretation(hospital.post(EXTRACT, in))).isEqualTo("at-or-above-cut-off");
    assertHeldAgainstIt();
  }

  @Test
  void anInstrumentForSomeOfAnAgeCountsWhereTheSenderConfirmsThatThePersonIsOneOfThem()
      throws Exception {
    IParser parser = FhirContext.forR4Cached().newJsonParser();
    Questionnaire narrower;
    try (InputStream shipped = ProfileCatalog.class.getResourceAsStream(INVENTED)) {
      narrower = parser.parseResource(Questionnaire.class, shipped);
    }
    narrower.setVersion("1-narrower");
    narrower
        .addUseContext()
        .setCode(
            new Coding("http://terminology.hl7.org/CodeSystem/usage-context-type", "focus", null))
        .setValue(new CodeableConcept().setText("people who live by an invented lake"));
    Path file = folder.resolve("narrower.json");
    Files.writeString(file, parser.encodeResourceToString(narrower));
    assertThat(InstrumentsCommand.run("instruments", "import", "--directory", directory, "" + file))
        .isZero();
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    QuestionnaireResponse response = answers("lit", "many");
    response.setQuestionnaire(narrower.getUrl() + "|1-narrower");
    Parameters in = new Parameters();
    in.addParameter().setName("questionnaire-response").setResource(response);
    in.addParameter().setName("age").setValue(new IntegerType(30));

    assertThat(interpretation(hospital.post(EXTRACT, in))).isEqualTo("out-of-population");
    Parameters confirmed = in.copy().addParameter("in-population", new BooleanType(true));
    assertThat(interpretation(hospital.post(EXTRACT, confirmed))).isEqualTo("at-or-above-cut-off");
    Parameters denied = in.copy().addParameter("in-population", new BooleanType(false));
    assertThat(interpretation(hospital.post(EXTRACT, denied))).isEqualTo("out-of-population");
    Parameters unclear = in.copy().addParameter("in-population", new StringType("true"));
    assertThat(hospital.post(EXTRACT, unclear).status()).isEqualTo(422);
  }

  private void assertHeldAgainstIt() {
    Case story = Case.submit(port);
    Reference person = new Reference("Patient/" + story.id("Patient"));
    Answer fits =
        story
            .hospital()
            .post("/fhir/QuestionnaireResponse", answers("lit", "many").setSubject(person));
    Answer refused =
        story
            .hospital()
            .post("/fhir/QuestionnaireResponse", answers("lit", "several").setSubject(person));

    assertThat(fits.status()).as(fits.body()).isEqualTo(201);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.error()).isEqualTo("profile-violation");
    assertThat(refused.body()).contains("QuestionnaireResponse.item[1].answer[0].value");
  }

  private static String interpretation(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Observation score = (Observation) answer.as(Bundle.class).getEntryFirstRep().getResource();
    return score.getInterpretationFirstRep().getCodingFirstRep().getCode();
  }
}
