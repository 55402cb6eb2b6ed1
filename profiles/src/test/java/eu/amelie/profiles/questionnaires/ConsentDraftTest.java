/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import static eu.amelie.profiles.questionnaires.Responses.answer;
import static eu.amelie.profiles.questionnaires.Responses.coding;
import static eu.amelie.profiles.questionnaires.Responses.no;
import static eu.amelie.profiles.questionnaires.Responses.to;
import static eu.amelie.profiles.questionnaires.Responses.yes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.Finding;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.ProfileValidator;
import eu.amelie.terminology.LocalSystem;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentDraftTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final ProfileValidator VALIDATOR =
      ProfileValidator.create(CONTEXT, ProfileCatalog.load(CONTEXT));

  private final Extraction extraction =
      new Extraction(Questionnaires.of(Responses.TERMINOLOGY), Responses.CHECK);

  private static QuestionnaireResponse form(Type name, Type contact, String... purposes) {
    QuestionnaireResponse response = to("sc-consent-form");
    response.setLanguage("el");
    response.setSubject(new Reference("Patient/fictional-patient").setDisplay("needle"));
    response.setAuthor(new Reference("Organization/hospital-be").setDisplay("needle"));
    response.setAuthoredElement(new DateTimeType("2026-11-20"));
    answer(response, "agrees", yes());
    answer(response, "how", coding(LocalSystem.CAPTURE_METHOD, "verbal-witnessed"));
    answer(response, "checks", coding(LocalSystem.CAPTURE_CHECK, "asked-alone"));
    answer(response, "recipient", new Reference("Organization/shelter-be").setDisplay("needle"));
    Type[] codes = new Type[purposes.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = coding(LocalSystem.PURPOSE, purposes[i]).setDisplay("needle");
    }
    answer(response, "purpose", codes);
    answer(response, "share-name", name);
    answer(response, "share-contact", contact);
    return answer(response, "until", new DateType("2027-05-01"));
  }

  private Consent draft(QuestionnaireResponse response) {
    return (Consent) extraction.extract(response, Responses.NOW).getEntryFirstRep().getResource();
  }

  private static List<String> labels(ProvisionComponent permit) {
    return permit.getSecurityLabel().stream().map(Coding::getCode).toList();
  }

  private static List<String> purposes(Consent draft) {
    return draft.getProvision().getProvision().stream()
        .flatMap(permit -> permit.getPurpose().stream())
        .map(Coding::getCode)
        .toList();
  }

  @Test
  void aConsentFormBecomesADraftThatFitsItsProfile() {
    Consent draft = draft(form(yes(), yes(), "sc-support"));

    assertThat(draft.getStatus()).isEqualTo(ConsentState.DRAFT);
    assertThat(draft.getProvision().getType()).isEqualTo(ConsentProvisionType.DENY);
    assertThat(VALIDATOR.validate(draft)).isEmpty();
    assertThat(CONTEXT.newJsonParser().encodeResourceToString(draft)).doesNotContain("needle");
  }

  @Test
  void identityIsPermittedAsFarAsTheTwoAnswersGo() {
    assertThat(draft(form(yes(), yes(), "sc-support")).getProvision().getProvision())
        .extracting(ConsentDraftTest::labels)
        .containsExactly(List.of(), List.of("IDS", "DEMO"));
    assertThat(draft(form(no(), yes(), "sc-support")).getProvision().getProvision())
        .extracting(ConsentDraftTest::labels)
        .containsExactly(List.of(), List.of("DEMO"));
    assertThat(draft(form(no(), no(), "sc-support")).getProvision().getProvision())
        .extracting(ConsentDraftTest::labels)
        .containsExactly(List.of());
  }

  @Test
  void onlyAYesAboutThePoliceDraftsAPermitForThemOfItsOwnWithoutIdentity() {
    Consent draft = draft(answer(form(yes(), no(), "sc-support"), "police", yes()));

    assertThat(draft.getProvision().getProvision())
        .extracting(permit -> permit.getPurposeFirstRep().getCode(), ConsentDraftTest::labels)
        .containsExactly(
            tuple("sc-support", List.of()),
            tuple("sc-support", List.of("IDS")),
            tuple("sc-law-enforcement", List.of()));
    assertThat(VALIDATOR.validate(draft)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "not-sure", "rather-not-say"})
  void anyOtherAnswerAboutThePoliceDraftsNone(String answer) {
    QuestionnaireResponse response = form(no(), no(), "sc-support");
    answer(response, "police", coding(LocalSystem.YES_NO, answer));

    assertThat(purposes(draft(response))).containsExactly("sc-support");
  }

  @Test
  void withoutAnAnswerAboutThePoliceThereIsNone() {
    assertThat(purposes(draft(form(no(), no(), "sc-support", "sc-coordination"))))
        .containsExactly("sc-support", "sc-coordination");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sc-law-enforcement", "sc-migration-authority"})
  void anAuthorityIsNoPurposeThatTheFormTakes(String authority) {
    QuestionnaireResponse response = form(no(), no(), "sc-support", authority);

    assertThat(extraction.obstacles(response))
        .extracting(Finding::code, Finding::expression)
        .containsExactly(tuple("code", "QuestionnaireResponse.item[4].answer[1].value"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sc-law-enforcement", "sc-migration-authority"})
  void anAuthorityAmongThePurposesDraftsNothingEvenWhereNobodyChecksTheForm(String authority) {
    QuestionnaireResponse response = form(no(), no(), "sc-support", authority);

    assertThat(ConsentDraft.of(response).map(ConsentDraftTest::purposes))
        .contains(List.of("sc-support"));
    assertThat(ConsentDraft.of(answer(response, "police", no())).map(ConsentDraftTest::purposes))
        .contains(List.of("sc-support"));
  }

  @Test
  void aRefusalBecomesNothing() {
    QuestionnaireResponse response = to("sc-consent-form");
    response.setSubject(new Reference("Patient/fictional-patient"));
    answer(response, "agrees", no());

    assertThat(extraction.extract(response, Responses.NOW).getEntry()).isEmpty();
  }

  @Test
  void whatTheFormDoesNotSayIsLeftForPeopleToAdd() {
    QuestionnaireResponse response = form(no(), no(), "sc-support");
    response.setLanguage(null);
    response.setAuthor(null);
    Bundle bundle = extraction.extract(response, Responses.NOW);

    assertThat(VALIDATOR.validate(bundle.getEntryFirstRep().getResource()))
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("sc-con-9", "sc-con-10");
  }
}
