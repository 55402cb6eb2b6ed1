/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.terminology.Language;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.Translations;
import eu.amelie.terminology.operations.ValueSetExample;
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
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceDesignationComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;
import org.junit.jupiter.api.Test;

/**
 * Lists what is published without a title, a description, a translation of either, or an example:
 * nothing may be.
 */
class CompletenessTest {
  private static final List<MetadataResource> PUBLISHED = Fixtures.CATALOG.resources();
  private static final List<ValueSetExample> EXAMPLES =
      ValueSetExample.all(Fixtures.CATALOG.terminology());
  private static final Set<String> OTHERS =
      Arrays.stream(Language.values())
          .filter(language -> language != Language.EN)
          .map(Language::tag)
          .collect(Collectors.toUnmodifiableSet());

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
    return Wordings.text(resource, element).flatMap(text -> in(text, language));
  }

  private static Optional<String> in(StringType text, Language language) {
    return language == Language.EN
        ? Optional.ofNullable(text.getValue()).filter(words -> !words.isBlank())
        : translation(text, language);
  }

  private static Optional<String> translation(StringType text, Language language) {
    return text.getExtensionsByUrl(Translations.EXTENSION).stream()
        .filter(one -> language.tag().equals(one.getExtensionString("lang")))
        .map(one -> one.getExtensionString("content"))
        .filter(words -> !words.isBlank())
        .findFirst();
  }

  @Test
  void everyParameterRulePropertyNoteAndPopulationIsExplainedInEveryLanguage() {
    List<String> lacking =
        PUBLISHED.stream()
            .flatMap(
                resource ->
                    Sentences.of(resource)
                        .flatMap(
                            sentence ->
                                Arrays.stream(Language.values())
                                    .filter(language -> in(sentence, language).isEmpty())
                                    .map(
                                        language ->
                                            "%s: %s %s"
                                                .formatted(
                                                    name(resource),
                                                    sentence.getValue(),
                                                    language.tag()))))
            .toList();

    assertThat(lacking).isEmpty();
    assertThat(PUBLISHED.stream().flatMap(Sentences::of)).hasSizeGreaterThan(200);
  }

  @Test
  void sentencesAreThoseOfOperationsProfilesCodeSystemsConceptMapsAndMeasures() {
    assertThat(
            PUBLISHED.stream()
                .filter(resource -> Sentences.of(resource).findAny().isPresent())
                .map(Resource::fhirType)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "OperationDefinition", "StructureDefinition", "CodeSystem", "ConceptMap", "Measure");
  }

  @Test
  void noSentenceIsTranslatedThatIsNoLongerSaid() {
    Set<String> said =
        PUBLISHED.stream()
            .flatMap(Sentences::of)
            .map(StringType::getValue)
            .collect(Collectors.toSet());

    assertThat(Sentences.load().byEnglish().keySet())
        .filteredOn(sentence -> !said.contains(sentence))
        .isEmpty();
  }

  @Test
  void noTranslationNamesTheTopic() {
    assertThat(
            PUBLISHED.stream()
                .flatMap(CompletenessTest::texts)
                .flatMap(
                    text ->
                        Arrays.stream(Language.values())
                            .flatMap(language -> in(text, language).stream())))
        .hasSizeGreaterThan(2500)
        .noneMatch(words -> TOPIC.stream().anyMatch(words.toLowerCase(Locale.ROOT)::contains));
  }

  private static Stream<StringType> texts(MetadataResource resource) {
    return Stream.concat(
        elements(resource).flatMap(element -> Wordings.text(resource, element).stream()),
        Sentences.of(resource));
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
  void everyValueSetHasAnExample() {
    Set<String> shown =
        EXAMPLES.stream().map(ValueSetExample::id).collect(Collectors.toUnmodifiableSet());

    assertThat(PUBLISHED)
        .filteredOn(ValueSet.class::isInstance)
        .extracting(Resource::getIdPart)
        .hasSizeGreaterThan(50)
        .filteredOn(id -> !shown.contains(id))
        .isEmpty();
  }

  @Test
  void everyCodeOfOursOccursInAnExample() {
    Set<String> shown =
        EXAMPLES.stream()
            .flatMap(example -> example.answer().getExpansion().getContains().stream())
            .map(code -> code.getSystem() + "|" + code.getCode())
            .collect(Collectors.toUnmodifiableSet());

    assertThat(
            Arrays.stream(LocalSystem.values())
                .flatMap(system -> Fixtures.CATALOG.terminology().codes(system).stream())
                .map(code -> code.system().url() + "|" + code.code()))
        .hasSizeGreaterThan(350)
        .filteredOn(code -> !shown.contains(code))
        .isEmpty();
  }

  @Test
  void everyExampleOfAValueSetShowsAllItsMembers() {
    assertThat(EXAMPLES)
        .allSatisfy(
            example ->
                assertThat(example.answer().getExpansion().getContains())
                    .as(example.id())
                    .hasSize(example.answer().getExpansion().getTotal()));
  }

  @Test
  void everyExampleOfAValueSetIsValidAndSaysEveryCodeInEveryLanguage() {
    assertThat(EXAMPLES)
        .allSatisfy(
            example -> {
              assertThat(Fixtures.VALIDATOR.validate(example.answer())).as(example.id()).isEmpty();
              assertThat(example.answer().getExpansion().getContains())
                  .as(example.id())
                  .isNotEmpty()
                  .allMatch(code -> code.hasDisplay() && languages(code).containsAll(OTHERS));
            });
  }

  /** Those in which the code has a name, beside its plain and discreet wordings. */
  private static Set<String> languages(ValueSetExpansionContainsComponent code) {
    return code.getDesignation().stream()
        .filter(one -> !one.hasUse() && !one.getValue().isBlank())
        .map(ConceptReferenceDesignationComponent::getLanguage)
        .collect(Collectors.toSet());
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
