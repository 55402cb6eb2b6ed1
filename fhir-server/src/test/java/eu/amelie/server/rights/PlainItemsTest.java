/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.referral.CountryRules;
import eu.amelie.interceptors.referral.RecoveryPeriod;
import eu.amelie.server.testing.Referrals;
import eu.amelie.terminology.TerminologyCatalog;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items in words. */
class PlainItemsTest {
  private static final TerminologyCatalog CATALOG = TerminologyCatalog.load();
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final List<String> LANGUAGES = List.of("en", "fr", "nl", "de", "el", "it");

  private static String told(Resource item, String language, boolean named) {
    return new PlainItems(
            CATALOG,
            RightsTexts.choose(Optional.of(language), Optional.empty()),
            named ? Optional.of(id -> "called " + id) : Optional.empty(),
            NOW)
        .of(item).stream()
            .map(line -> line.label() + ": " + line.value())
            .collect(Collectors.joining("\n"));
  }

  private static <T extends Resource> T shipped(Class<T> type) {
    return Referrals.one(Referrals.shipped(), type);
  }

  @Test
  void aPersonReadsWhatIsNotedAboutHerInHerLanguage() {
    String told = told(shipped(Patient.class), "fr", false);

    assertThat(told)
        .contains(
            "Voorbeeldpersoon",
            "Fictiva",
            "FICTION-000417",
            "Naissance: 17 mars 1994",
            "femme",
            "+32 2 555 01 17",
            "Verzonnenstraat 17, bus 4",
            "Belgique",
            "roumain",
            "Âge: ");
  }

  @Test
  void aSignIsToldInShortWordsWithItsAnswer() {
    String told = told(shipped(Observation.class), "en", false);

    assertThat(told)
        .contains("What: The work turned out to be different from what you were told.")
        .contains("Answer: ")
        .contains("Note: She speaks of a bakery that does not exist.")
        .contains("18 November 2025, 09:40");
  }

  /** The law: what anybody has typed has its line, in whatever element of whatever item. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "el"})
  void everyTextOfTheShippedReferralIsTold(String language) {
    Referrals.shipped().getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .forEach(
            item -> {
              String told = told(item, language, true);
              texts(item).forEach(text -> assertThat(told).contains(text));
            });
    assertThat(texts(shipped(Observation.class))).isNotEmpty();
  }

  private static Stream<String> texts(Base element) {
    return element.children().stream()
        // A country and an organisation are told by their names.
        .filter(property -> !Set.of("id", "country", "reference").contains(property.getName()))
        .map(Property::getValues)
        .flatMap(List::stream)
        .flatMap(
            value ->
                value instanceof StringType text && !(value instanceof CodeType)
                    ? Stream.of(text.getValue().strip())
                    : texts(value));
  }

  @Test
  void noOrganisationIsNamedUnlessTheyMayBe() {
    for (String language : LANGUAGES) {
      for (Resource item : List.of(shipped(Consent.class), shipped(Task.class))) {
        assertThat(told(item, language, false)).doesNotContain("shelter-be", "hospital-be");
        assertThat(told(item, language, true)).contains("called shelter-be");
      }
    }
  }

  @Test
  void whatIsForMachinesIsLeftToTheDataFile() {
    for (Resource item :
        List.of(shipped(Consent.class), shipped(Task.class), shipped(Patient.class))) {
      assertThat(told(item, "en", true))
          .doesNotContain("http", "urn:", "IRCP", "patient-privacy", "INFA", "5c0000", "OPTIN");
    }
  }

  @Test
  void anAnswerWithoutItsQuestionNamesWhereItStands() {
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.addItem().setLinkId("3").addAnswer().setValue(new StringType("Some words"));

    assertThat(told(response, "en", false)).contains("Note: 3", "Some words");
  }

  @Test
  void theTimeToRecoverIsToldWithItsDays() {
    Task task = new Task();
    RecoveryPeriod.begin(
        task, new CountryRules("GR", 30, "CETS 197, art. 13"), LocalDate.parse("2026-11-26"));
    task.getOutputFirstRep().getType().setText("As we have agreed");

    assertThat(told(task, "en", false))
        .contains("Time to recover and decide: 26 November 2026 \u2013 26 December 2026")
        .contains("Time to recover and decide: As we have agreed");
    assertThat(told(task, "de", false)).contains("Zeit zum Erholen und Entscheiden: 26. November");
  }

  @Test
  void aDocumentIsNamedByItsTitle() {
    DocumentReference document = new DocumentReference();
    document
        .addContent()
        .getAttachment()
        .setTitle("A letter")
        .setContentType("application/pdf")
        .setData(new byte[] {1, 2, 3});

    assertThat(told(document, "en", false)).contains("A letter, application/pdf");
  }
}
