/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

/** Lists what lacks a wording in one of the six languages: nothing may. */
class TranslationsTest {
  /**
   * What their codes say may be read over a shoulder: an age, a place that is free, a heading, yes
   * or no. A new system belongs here only if that holds of each of its codes.
   */
  private static final Set<LocalSystem> DISCREET_AS_THEY_ARE =
      Set.of(
          LocalSystem.LABEL,
          LocalSystem.ERROR,
          LocalSystem.AGE_BAND,
          LocalSystem.MINOR_STATUS,
          LocalSystem.CAPACITY,
          LocalSystem.TASK_MARK,
          LocalSystem.DESIGNATION,
          LocalSystem.WAITING,
          LocalSystem.TABLE,
          LocalSystem.YES_NO);

  private final TerminologyCatalog catalog = TerminologyCatalog.load();

  @Test
  void everyCodeIsCalledSomethingInEveryLanguage() {
    assertThat(codes()).hasSizeGreaterThan(350);
    assertThat(codes().stream().flatMap(code -> lacking(code.displays(), code))).isEmpty();
  }

  @Test
  void everyCodeHasADiscreetWordingInEveryLanguage() {
    assertThat(codes().stream().flatMap(code -> lacking(code.discreet(), code))).isEmpty();
  }

  @Test
  void noSystemButTheseShowsItsDisplayWhereOthersMayReadIt() {
    assertThat(
            codes().stream()
                .filter(TranslationsTest::showsItsDisplay)
                .map(LocalCode::system)
                .collect(Collectors.toSet()))
        .isEqualTo(DISCREET_AS_THEY_ARE);
    assertThat(catalog.find(LocalSystem.STATISTICS_FORM.url(), "sexual").orElseThrow().discreet())
        .isEqualTo(catalog.find(LocalSystem.FORM.url(), "sexual").orElseThrow().discreet());
  }

  private static boolean showsItsDisplay(LocalCode code) {
    return Arrays.stream(Language.values())
        .anyMatch(language -> code.discreet().in(language).equals(code.displays().in(language)));
  }

  @Test
  void everyCodeSaysWhatItMeansInEveryLanguage() {
    assertThat(codes().stream().flatMap(code -> lacking(code.definition(), code))).isEmpty();
  }

  @Test
  void noDefinitionIsTranslatedThatIsNoLongerSaid() {
    assertThat(Definitions.load().byPlace())
        .hasSizeGreaterThan(250)
        .allSatisfy(
            (place, words) ->
                assertThat(
                        catalog
                            .find(LocalSystem.ofId(place.system()).url(), place.code())
                            .map(LocalCode::definition))
                    .contains(words));
  }

  @Test
  void aTranslationOfOtherWordsIsNotShown() {
    Definitions definitions = Definitions.load();

    assertThat(definitions.of(LocalSystem.CONTACT, "email-safe", "E-mail is safe.").byLanguage())
        .hasSize(6);
    assertThat(definitions.of(LocalSystem.CONTACT, "email-safe", "It is not.").byLanguage())
        .containsOnlyKeys(Language.EN);
    assertThat(definitions.of(LocalSystem.CONTACT, "new", "It is new.").byLanguage())
        .containsOnlyKeys(Language.EN);
  }

  @Test
  void everySignHasAPlainWordingInEveryLanguage() {
    assertThat(catalog.codes(LocalSystem.INDICATORS))
        .hasSize(123)
        .allMatch(code -> code.plain().isPresent());
    assertThat(
            catalog.codes(LocalSystem.INDICATORS).stream()
                .flatMap(code -> lacking(code.plain().orElseThrow(), code)))
        .isEmpty();
  }

  @Test
  void everyTitleAndEveryDescriptionIsTranslated() {
    List<MetadataResource> all = new ArrayList<>(catalog.codeSystems());
    all.addAll(catalog.valueSets());
    all.addAll(catalog.conceptMaps());

    assertThat(all).hasSizeGreaterThan(80);
    assertThat(
            all.stream()
                .flatMap(
                    resource -> Stream.of("title", "description").map(resource::getNamedProperty))
                .filter(words -> ((StringType) words.getValues().get(0)).getExtension().size() != 5)
                .map(words -> words.getValues().get(0)))
        .isEmpty();
  }

  @Test
  void publishedConceptsCarryAllOfIt() {
    assertThat(
            catalog.codeSystems().stream()
                .flatMap(system -> system.getConcept().stream())
                .filter(
                    concept ->
                        concept.getDesignation().size() < 5 + 6
                            || concept.getDefinitionElement().getExtension().size() != 5))
        .isEmpty();
  }

  @Test
  void everyNoteOfAnAssessmentIsSaidInEveryLanguageAndItsMethodTakesRuleAndProfile() {
    Map<String, Displays> notes = AssessmentNotes.load().byId();

    assertThat(notes)
        .containsOnlyKeys(
            "limit", "as-a-child", "without-weights", "experimental", "beside", "method")
        .allSatisfy((id, words) -> assertThat(words.byLanguage()).as(id).hasSize(6));
    assertThat(catalog.assessmentNote("method").byLanguage().values())
        .allMatch(words -> words.formatted("one", "two").matches("\\S+ one, \\S+ two"));
    assertThatIllegalArgumentException().isThrownBy(() -> catalog.assessmentNote("other"));
  }

  @Test
  void discreetWordingsTellCodesApartInEveryLanguage() {
    for (Language language : Language.values()) {
      for (LocalSystem system : LocalSystem.values()) {
        Set<String> seen = new HashSet<>();
        assertThat(catalog.codes(system))
            .allMatch(code -> seen.add(code.discreet().in(language).orElseThrow()));
      }
    }
  }

  @Test
  void discreetWordingOfASignNamesThePartOfItsDimension() {
    assertThat(catalog.codes(LocalSystem.INDICATORS))
        .allMatch(sign -> partOf(sign).equals("Part " + english(sign).charAt(0)));
    assertThat(catalog.find(LocalSystem.INDICATORS.url(), "dr-pay").map(TranslationsTest::english))
        .contains("A2 Pay");
  }

  private String partOf(LocalCode sign) {
    String dimension = sign.groups().iterator().next();
    return english(catalog.find(LocalSystem.DIMENSION.url(), dimension).orElseThrow());
  }

  private static String english(LocalCode code) {
    return code.discreet().english();
  }

  private List<LocalCode> codes() {
    return Arrays.stream(LocalSystem.values())
        .flatMap(system -> catalog.codes(system).stream())
        .toList();
  }

  private static Stream<String> lacking(Displays displays, LocalCode code) {
    return Arrays.stream(Language.values())
        .filter(language -> displays.in(language).filter(text -> !text.isBlank()).isEmpty())
        .map(language -> code.system().id() + " " + code.code() + " " + language.tag());
  }
}
