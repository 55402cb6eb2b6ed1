/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import static eu.amelie.terminology.assess.Assessments.ENOUGH;
import static eu.amelie.terminology.assess.Assessments.assess;
import static eu.amelie.terminology.assess.Assessments.present;
import static eu.amelie.terminology.assess.Assessments.sign;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.terminology.Translations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

/** In what words a result is given. */
class AssessmentWordsTest {
  private static final Set<String> OTHERS = Set.of("fr", "nl", "de", "el", "it");

  @Test
  void allThatItSaysIsSaidInSixLanguages() {
    List<Observation> signs = new ArrayList<>(present(ENOUGH));
    signs.add(sign("cr-isolation", "suspected"));
    List<Observation> unsure = new ArrayList<>(signs);
    unsure.add(sign("ch-age-uncertain", "present"));
    List<Observation> all =
        List.of(
            assess("adult", "forced-labour", signs),
            assess("adult", "sexual", unsure),
            assess("adult", "sexual", signs));

    assertThat(all.stream().map(Observation::getNote).mapToInt(List::size).sum()).isEqualTo(9);
    for (Observation answer : all) {
      assertThat(displays(answer)).hasSize(1 + 1 + 1 + 6 + 6);
      assertThat(Stream.concat(displays(answer).stream(), texts(answer).stream()))
          .allSatisfy(words -> assertThat(languages(words)).isEqualTo(OTHERS));
    }
  }

  @Test
  void theRuleAndItsProfileAreNamedInEachLanguage() {
    Observation answer = assess("adult", "sexual", List.of(sign("cd-violence", "suspected")));

    assertThat(texts(answer).get(0).getExtension())
        .extracting(translation -> translation.getExtensionString("content"))
        .containsExactly(
            "Règle 1.1.0, profil adult-sexual",
            "Regel 1.1.0, profiel adult-sexual",
            "Regel 1.1.0, Profil adult-sexual",
            "Κανόνας 1.1.0, προφίλ adult-sexual",
            "Regola 1.1.0, profilo adult-sexual");
  }

  @Test
  void itsOwnWordsAreNeutral() {
    String written =
        FhirContext.forR4Cached()
            .newJsonParser()
            .encodeResourceToString(
                assess(
                    "adult",
                    "sexual",
                    List.of(
                        sign("cd-violence", "suspected"),
                        sign("ls-still-in-situation", "present"))))
            .toLowerCase(Locale.ROOT)
            .replace("\"exploitation\"", "");

    assertThat(List.of("traffick", "victim", "exploit", "slave", "prostitut"))
        .noneMatch(written::contains);
  }

  /** Of its own codes: what is suspected or shown stands there as a code alone. */
  private static List<StringType> displays(Observation answer) {
    return Stream.concat(
            Stream.of(answer.getCode(), answer.getValueCodeableConcept(), answer.getMethod()),
            answer.getComponent().stream()
                .flatMap(part -> Stream.of(part.getCode(), part.getValueCodeableConcept())))
        .map(concept -> concept.getCodingFirstRep().getDisplayElement())
        .toList();
  }

  private static List<StringType> texts(Observation answer) {
    return Stream.concat(
            Stream.of(answer.getMethod().getTextElement()),
            answer.getNote().stream().map(Annotation::getTextElement))
        .map(StringType.class::cast)
        .toList();
  }

  private static Set<String> languages(StringType words) {
    return words.getExtensionsByUrl(Translations.EXTENSION).stream()
        .filter(translation -> !translation.getExtensionString("content").isBlank())
        .map(translation -> translation.getExtensionString("lang"))
        .collect(Collectors.toSet());
  }
}
