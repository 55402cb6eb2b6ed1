/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Disclosure E3: how a person is reached leaves by her rules, whatever consent says. */
@ExchangeServer
class ContactDetailsTest {
  private static final String ROOT = "https://fhir.example.org/supportive-care/";
  private static final String RULE = ROOT + "StructureDefinition/sc-safe-contact";
  private static final String HERS = "+32 2 555 01 17";
  private static final String RELATIVES = "+32 2 555 02 18";
  private static final String SAFE_RELATIVES = "+32 2 555 03 19";
  private static final String WORD = "ijsvogel";

  @LocalServerPort private int port;

  private static CodeableConcept rule(String code) {
    return new CodeableConcept(contact(code));
  }

  private static Coding contact(String code) {
    return new Coding(ROOT + "CodeSystem/sc-contact", code, null);
  }

  private static void say(DomainResource of, String rule) {
    of.getExtension().removeIf(extension -> RULE.equals(extension.getUrl()));
    if (rule != null) {
      of.addExtension(RULE, rule(rule));
    }
  }

  private static RelatedPerson relative(String name, String telephone, String rule) {
    RelatedPerson relative = new RelatedPerson();
    relative.addName().setFamily(name);
    relative.addTelecom().setSystem(ContactPointSystem.PHONE).setValue(telephone);
    say(relative, rule);
    return relative;
  }

  private static QuestionnaireResponse form(String rule) {
    QuestionnaireResponse form = new QuestionnaireResponse();
    form.setStatus(QuestionnaireResponseStatus.COMPLETED);
    form.setQuestionnaire(ROOT + "Questionnaire/sc-safe-contact-form");
    form.addItem().setLinkId("contact").addAnswer().setValue(contact(rule));
    form.getItemFirstRep().addAnswer().setValue(contact("code-word-required"));
    form.addItem().setLinkId("code-word").addAnswer().setValue(new StringType(WORD));
    form.addItem()
        .setLinkId("record-written")
        .addAnswer()
        .setValue(new Coding(ROOT + "CodeSystem/sc-yes-no", "yes", null));
    return form;
  }

  /** The shipped referral with her rule, what its second permit releases, and more about her. */
  private Case submit(String rule, List<Coding> labels, Resource... more) {
    return Case.submit(
            port,
            bundle -> {
              say(Referrals.one(bundle, Patient.class), rule);
              ProvisionComponent permit =
                  Referrals.one(bundle, Consent.class)
                      .getProvision()
                      .getProvision()
                      .get(1)
                      .setSecurityLabel(labels);
              Stream.of("RelatedPerson", "QuestionnaireResponse")
                  .map(type -> new Coding("http://hl7.org/fhir/resource-types", type, null))
                  .forEach(permit::addClass_);
              Stream.of(more).forEach(one -> add(bundle, one));
              return bundle;
            })
        .accepted();
  }

  private static void add(Bundle bundle, Resource resource) {
    Reference person = new Reference(bundle.getEntryFirstRep().getFullUrl());
    if (resource instanceof RelatedPerson relative) {
      relative.setPatient(person);
    } else {
      ((QuestionnaireResponse) resource).setSubject(person);
    }
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:" + UUID.randomUUID())
        .setResource(resource)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl(resource.fhirType());
  }

  private static Coding label(String code) {
    return code.equals("TEXT")
        ? new Coding(ROOT + "CodeSystem/sc-label", code, null)
        : new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", code, null);
  }

  private static List<Coding> labels(String... codes) {
    return Stream.of(codes).map(ContactDetailsTest::label).toList();
  }

  private static Answer everything(Case story) {
    Answer answer =
        story.service().get("/fhir/Patient/" + story.person() + "/$everything?_count=200");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static QuestionnaireResponse form(Answer seen) {
    assertThat(seen.entries(QuestionnaireResponse.class)).hasSize(1);
    return seen.entries(QuestionnaireResponse.class).get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"do-not-contact", "unknown"})
  void disclosureE3OfWhoIsNotToBeContactedNoContactDetailLeavesWhateverIsPermitted(String rule) {
    Case story =
        submit(
            rule,
            labels("IDS", "DEMO", "TEXT"),
            relative("Tantevoorbeeld", RELATIVES, null),
            form("email-safe"));

    Answer seen = everything(story);
    Answer read = story.service().get("/fhir/Patient/" + story.person());

    assertThat(seen.body())
        .contains("Voorbeeldpersoon", "Tantevoorbeeld", rule)
        .doesNotContain(HERS, "mail.example", RELATIVES, WORD, "email-safe");
    assertThat(form(seen).hasItem()).isFalse();
    assertThat(read.body()).contains("Voorbeeldpersoon").doesNotContain(HERS, "mail.example");
    assertThat(story.hospital().get("/fhir/Patient/" + story.id("Patient")).body()).contains(HERS);
  }

  @Test
  void disclosureE3WhoIsNotToBeContactedBesideHerStaysUnreachedWhereSheMayBeReached() {
    Case story =
        submit(
            "email-safe",
            labels("IDS", "DEMO"),
            relative("Tantevoorbeeld", RELATIVES, "do-not-contact"),
            relative("Nichtvoorbeeld", SAFE_RELATIVES, "text-neutral-only"),
            relative("Oomvoorbeeld", "+32 2 555 04 20", null));

    Answer seen = everything(story);

    assertThat(seen.body())
        .contains(HERS, SAFE_RELATIVES, "+32 2 555 04 20", "Tantevoorbeeld", "do-not-contact")
        .doesNotContain(RELATIVES);
    for (RelatedPerson relative : seen.entries(RelatedPerson.class)) {
      String path = "/fhir/RelatedPerson/" + relative.getIdElement().getIdPart();
      boolean reached = !relative.getNameFirstRep().getFamily().equals("Tantevoorbeeld");
      assertThat(story.service().get(path).as(RelatedPerson.class).hasTelecom()).isEqualTo(reached);
    }
    assertThat(story.hospital().get("/fhir/RelatedPerson/" + story.id("RelatedPerson")).body())
        .contains(RELATIVES);
  }

  @Test
  void disclosureE3AnswersAboutSafeContactLeaveWithContactDetailsAndNotWithText() {
    Case reached = submit("email-safe", labels("IDS", "DEMO"), form("email-safe"));
    Case told = submit("email-safe", labels("IDS", "TEXT"), form("email-safe"));

    assertThat(everything(reached).body()).contains(WORD, "code-word-required");
    assertThat(form(everything(reached)).getItem()).hasSize(3);
    assertThat(everything(told).body())
        .contains("Questionnaire/sc-safe-contact-form")
        .doesNotContain(WORD, "code-word");
    assertThat(form(everything(told)).hasItem()).isFalse();
    assertThat(
            told.hospital()
                .get("/fhir/QuestionnaireResponse/" + told.id("QuestionnaireResponse"))
                .body())
        .contains(WORD);
  }

  @Test
  void disclosureE3AFormThatForbidsContactCountsForEverythingThoughHerRecordedRuleDoesNot() {
    Case story =
        submit(
            "email-safe",
            labels("IDS", "DEMO"),
            relative("Tantevoorbeeld", RELATIVES, null),
            form("do-not-contact"));

    Answer seen = everything(story);

    assertThat(seen.body())
        .contains("Voorbeeldpersoon", "Tantevoorbeeld")
        .doesNotContain(HERS, RELATIVES, "mail.example", WORD, "code-word-required");
    assertThat(form(seen).hasItem()).isFalse();
    assertThat(story.service().get("/fhir/Patient/" + story.person()).body())
        .doesNotContain(HERS, "mail.example");
  }

  /** A form that says another word and, where it is given, when. */
  private static QuestionnaireResponse saying(String rule, String word, String authored) {
    QuestionnaireResponse form = form(rule);
    form.getItem().get(1).getAnswerFirstRep().setValue(new StringType(word));
    if (authored != null) {
      form.setAuthoredElement(new DateTimeType(authored));
    }
    return form;
  }

  private static void later(Case story, QuestionnaireResponse form) {
    form.setSubject(new Reference("Patient/" + story.id("Patient")));
    Answer answer = story.hospital().post("/fhir/QuestionnaireResponse", form);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  @Test
  void disclosureE3ANewerFormThatForbidsWinsOverEverythingThatWasSaidBefore() {
    Case story = submit("email-safe", labels("IDS", "DEMO"), saying("email-safe", WORD, null));
    assertThat(everything(story).body()).contains(HERS, WORD);

    later(story, saying("do-not-contact", "zeemeeuw", null));

    assertThat(everything(story).body())
        .contains("Voorbeeldpersoon")
        .doesNotContain(HERS, WORD, "zeemeeuw", "code-word-required");
    later(story, saying("text-neutral-only", "roodborst", null));
    assertThat(everything(story).body())
        .as("said anew, and only what is newest")
        .contains(HERS, "roodborst")
        .doesNotContain(WORD, "zeemeeuw");
  }

  @Test
  void disclosureE3OnlyTheNewestFormTravelsWheneverItArrives() {
    Case story =
        submit(
            "email-safe",
            labels("IDS", "DEMO"),
            saying("email-safe", WORD, "2025-11-18T09:40:00+01:00"));

    later(story, saying("do-not-contact", "zeemeeuw", "2025-03-02"));
    assertThat(everything(story).body())
        .as("said before what is there")
        .contains(HERS, WORD)
        .doesNotContain("zeemeeuw");
    later(story, saying("email-safe", "roodborst", "2025-11-19"));

    assertThat(everything(story).body())
        .contains(HERS, "roodborst")
        .doesNotContain(WORD, "zeemeeuw");
  }

  @Test
  void disclosureE3AFormDoesNotAllowWhatHerRecordForbidsAndEndsAsHerRecordSaysOtherwise() {
    Case story =
        submit("do-not-contact", labels("IDS", "DEMO"), saying("email-safe", WORD, "2025-11-18"));
    later(story, saying("email-safe", "roodborst", null));
    assertThat(everything(story).body()).doesNotContain(HERS, WORD, "roodborst");
    later(story, saying("do-not-contact", "zeemeeuw", null));

    Answer read = story.hospital().get("/fhir/Patient/" + story.id("Patient"));
    Patient patient = read.as(Patient.class);
    say(patient, "email-safe");
    Answer changed = story.hospital().put(patient, read.header("ETag"));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);

    assertThat(everything(story).body())
        .contains(HERS)
        .doesNotContain(WORD, "roodborst", "zeemeeuw");
  }

  @Test
  void disclosureE3WhatAnotherKeeperIsToldNotToDoCountsForAll() {
    Case story = submit("email-safe", labels("IDS", "DEMO"), form("email-safe"));
    QuestionnaireResponse shelters = form("do-not-contact");
    shelters.setSubject(new Reference("Patient/" + story.person()));
    assertThat(everything(story).body()).contains(HERS);

    Answer answer = story.service().post("/fhir/QuestionnaireResponse", shelters);

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(story.service().get("/fhir/Patient/" + story.person()).body()).doesNotContain(HERS);
    assertThat(story.hospital().get("/fhir/Patient/" + story.id("Patient")).body()).contains(HERS);
  }

  @Test
  void disclosureE3WhatWasEnteredInErrorNeitherCountsNorTravels() {
    Case story = submit("email-safe", labels("IDS", "DEMO"), form("email-safe"));
    QuestionnaireResponse wrong = form("do-not-contact");
    wrong.setSubject(new Reference("Patient/" + story.id("Patient")));
    Answer created = story.hospital().post("/fhir/QuestionnaireResponse", wrong);
    String path =
        "/fhir/QuestionnaireResponse/" + new IdType(created.header("Location")).getIdPart();
    assertThat(everything(story).body()).doesNotContain(HERS);

    Answer read = story.hospital().get(path);
    QuestionnaireResponse taken = read.as(QuestionnaireResponse.class);
    taken.setStatus(QuestionnaireResponseStatus.ENTEREDINERROR);
    Answer put = story.hospital().put(taken, read.header("ETag"));

    assertThat(put.status()).as(put.body()).isEqualTo(200);
    assertThat(everything(story).body()).contains(HERS).doesNotContain(WORD);
  }
}
