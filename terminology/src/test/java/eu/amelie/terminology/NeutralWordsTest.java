/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

/** Only codes carry the topic: no wording, title, address or source names it, in any language. */
class NeutralWordsTest {
  private static final List<String> WORDS =
      List.of(
          "traffick",
          "victim",
          "exploit",
          "slave",
          "prostitut",
          "amelie",
          "traite des",
          "esclav",
          "mensenhandel",
          "slachtoffer",
          "uitbuit",
          "slaaf",
          "menschenhandel",
          "opfer",
          "ausbeut",
          "sklav",
          "εμπορία ανθρώπων",
          "θύμα",
          "εκμετάλλευσ",
          "σκλάβ",
          "πορνεία",
          "tratta di",
          "vittim",
          "sfruttament",
          "schiav",
          "prostitu");

  private final TerminologyCatalog catalog = TerminologyCatalog.load();

  @Test
  void everyWordingIsNeutral() {
    List<String> texts =
        Arrays.stream(LocalSystem.values())
            .flatMap(system -> catalog.codes(system).stream())
            .flatMap(NeutralWordsTest::texts)
            .toList();

    assertThat(texts).hasSizeGreaterThan(5000);
    assertThat(texts.stream().filter(NeutralWordsTest::namesTheTopic)).isEmpty();
  }

  @Test
  void whatAnAssessmentSaysOfItselfIsNeutral() {
    assertThat(
            AssessmentNotes.load().byId().values().stream()
                .flatMap(note -> note.byLanguage().values().stream()))
        .hasSize(36)
        .noneMatch(NeutralWordsTest::namesTheTopic);
  }

  @Test
  void addressesTitlesAndDescriptionsAreNeutral() {
    assertThat(published())
        .allSatisfy(
            resource ->
                assertThat(
                        List.of(
                            resource.getId(),
                            resource.getUrl(),
                            resource.getName(),
                            resource.getTitle(),
                            resource.getPublisher(),
                            resource.getDescription()))
                    .noneMatch(NeutralWordsTest::namesTheTopic))
        .allSatisfy(
            resource ->
                assertThat(translations(resource))
                    .hasSize(10)
                    .noneMatch(NeutralWordsTest::namesTheTopic));
  }

  @Test
  void sourcesAndOtherPropertiesOfSignsAreNeutral() {
    assertThat(
            catalog.codeSystems().stream()
                .flatMap(system -> system.getConcept().stream())
                .flatMap(concept -> concept.getProperty().stream())
                .filter(property -> property.getValue().isPrimitive())
                .map(property -> ((PrimitiveType<?>) property.getValue()).getValueAsString())
                .filter(value -> !isPhase(value))
                .filter(NeutralWordsTest::namesTheTopic))
        .isEmpty();
  }

  /** A code of the field, like those of the dimensions. */
  private static boolean isPhase(String value) {
    return value.equals("exploitation");
  }

  private static Stream<String> texts(LocalCode code) {
    return Stream.of(
            code.displays().byLanguage().values().stream(),
            code.plain().stream().flatMap(plain -> plain.byLanguage().values().stream()),
            code.discreet().byLanguage().values().stream(),
            code.definition().byLanguage().values().stream())
        .flatMap(text -> text);
  }

  private List<MetadataResource> published() {
    List<MetadataResource> all = new ArrayList<>(catalog.codeSystems());
    all.addAll(catalog.valueSets());
    all.addAll(catalog.conceptMaps());
    return all;
  }

  private static List<String> translations(MetadataResource resource) {
    return Stream.of("title", "description")
        .flatMap(element -> resource.getNamedProperty(element).getValues().stream())
        .flatMap(text -> ((StringType) text).getExtension().stream())
        .map(translation -> translation.getExtensionString("content"))
        .toList();
  }

  private static boolean namesTheTopic(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(lower::contains);
  }
}
