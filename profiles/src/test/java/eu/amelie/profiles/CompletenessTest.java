/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.terminology.Language;
import eu.amelie.terminology.Translations;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;

/**
 * Lists what is published without a title, a description, a translation of either, or an example:
 * nothing may be.
 */
class CompletenessTest {
  private static final List<MetadataResource> PUBLISHED = Fixtures.CATALOG.resources();

  /** Every kind that the package has; a new one has to be looked at here. */
  private static final Set<String> KINDS =
      Set.of(
          "StructureDefinition",
          "OperationDefinition",
          "SearchParameter",
          "Measure",
          "CodeSystem",
          "ValueSet",
          "ConceptMap",
          "Questionnaire");

  private static final List<String> TOPIC =
      List.of(
          "traffick",
          "victim",
          "exploit",
          "traite des",
          "esclav",
          "mensenhandel",
          "slachtoffer",
          "uitbuit",
          "menschenhandel",
          "opfer",
          "ausbeut",
          "εμπορία ανθρώπων",
          "θύμα",
          "εκμετάλλευσ",
          "tratta di",
          "vittim",
          "sfruttament");

  @Test
  void everyKindOfThePackageIsLookedAt() {
    assertThat(PUBLISHED.stream().map(Resource::fhirType).collect(Collectors.toSet()))
        .isEqualTo(KINDS);
  }

  @Test
  void everythingHasATitleAndADescriptionInEveryLanguage() {
    assertThat(PUBLISHED.stream().flatMap(CompletenessTest::lacking)).isEmpty();
  }

  private static Stream<String> lacking(MetadataResource resource) {
    return elements(resource)
        .flatMap(
            element ->
                Arrays.stream(Language.values())
                    .filter(language -> in(resource, element, language).isEmpty())
                    .map(
                        language -> "%s %s %s".formatted(name(resource), element, language.tag())));
  }

  /** A SearchParameter has no title in R4. */
  private static Stream<String> elements(MetadataResource resource) {
    return resource instanceof SearchParameter
        ? Stream.of("description")
        : Stream.of("title", "description");
  }

  private static Optional<String> in(MetadataResource resource, String element, Language language) {
    Optional<StringType> text = Wordings.text(resource, element);
    return language == Language.EN
        ? text.map(StringType::getValue).filter(words -> !words.isBlank())
        : text.flatMap(words -> translation(words, language));
  }

  private static Optional<String> translation(StringType text, Language language) {
    return text.getExtensionsByUrl(Translations.EXTENSION).stream()
        .filter(one -> language.tag().equals(one.getExtensionString("lang")))
        .map(one -> one.getExtensionString("content"))
        .filter(words -> !words.isBlank())
        .findFirst();
  }

  @Test
  void noTranslationNamesTheTopic() {
    assertThat(
            PUBLISHED.stream()
                .flatMap(
                    resource ->
                        elements(resource)
                            .flatMap(
                                element ->
                                    Arrays.stream(Language.values())
                                        .flatMap(
                                            language -> in(resource, element, language).stream()))))
        .hasSizeGreaterThan(1500)
        .noneMatch(words -> TOPIC.stream().anyMatch(words.toLowerCase(Locale.ROOT)::contains));
  }

  @Test
  void noTranslationIsOfSomethingThatIsNoLongerSaid() {
    assertThat(Wordings.load().rows())
        .filteredOn(
            row ->
                PUBLISHED.stream()
                    .filter(resource -> name(resource).equals(row.resource()))
                    .noneMatch(resource -> row.in(resource).isPresent()))
        .isEmpty();
  }

  @Test
  void everyProfileAndEveryOperationHasAnExample() {
    Set<String> shown =
        Stream.concat(
                Example.passing().stream().map(Example::profile),
                OperationExample.all().stream().map(OperationExample::id))
            .collect(Collectors.toSet());

    assertThat(PUBLISHED)
        .filteredOn(CompletenessTest::needsAnExampleOfItsOwn)
        .extracting(Resource::getIdPart)
        .hasSizeGreaterThan(30)
        .filteredOn(id -> !shown.contains(id))
        .isEmpty();
  }

  private static boolean needsAnExampleOfItsOwn(MetadataResource resource) {
    return resource instanceof OperationDefinition
        || (resource instanceof StructureDefinition structure
            && !structure.getType().equals("Extension"));
  }

  @Test
  void everyValueSetHasCodes() {
    assertThat(PUBLISHED)
        .filteredOn(ValueSet.class::isInstance)
        .allMatch(
            set ->
                Fixtures.CATALOG.terminology().codeSystems().stream()
                    .anyMatch(
                        system -> !system.getConcept().isEmpty() && uses(set, system.getUrl())));
  }

  private static boolean uses(MetadataResource set, String system) {
    return ((ValueSet) set)
        .getCompose().getInclude().stream().anyMatch(include -> system.equals(include.getSystem()));
  }

  private static String name(MetadataResource resource) {
    return "%s/%s".formatted(resource.fhirType(), resource.getIdPart());
  }
}
