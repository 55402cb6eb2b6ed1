/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.operations;

import static eu.amelie.terminology.operations.Calls.codes;
import static eu.amelie.terminology.operations.Calls.displays;
import static eu.amelie.terminology.operations.Calls.expand;
import static eu.amelie.terminology.operations.Calls.refusal;
import static eu.amelie.terminology.operations.Calls.with;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import eu.amelie.terminology.operations.TerminologyRefusal.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpandTest {
  private static final String CONTACT = LocalSystem.CONTACT.valueSetUrl();
  private static final String SIGNS = LocalSystem.INDICATORS.valueSetUrl();

  @Test
  void wholeSetComesInTheOrderOfItsCodesAndInEnglish() {
    ValueSet answer = expand(with("url", CONTACT));

    assertThat(codes(answer)).hasSize(12).startsWith("do-not-contact", "via-referrer");
    assertThat(displays(answer)).startsWith("Do not contact");
    assertThat(answer.getExpansion().getTotal()).isEqualTo(12);
    assertThat(answer.hasCompose()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "fr, Ne pas contacter",
    "nl, Geen contact opnemen",
    "de-AT, Keinen Kontakt aufnehmen",
    "el, Να μη γίνει επικοινωνία",
    "it, Non contattare",
    "xx, Do not contact"
  })
  void displaysAreInTheLanguageAskedForAndElseInEnglish(String language, String display) {
    assertThat(displays(expand(with("url", CONTACT, "displayLanguage", language))))
        .startsWith(display);
  }

  @ParameterizedTest
  @CsvSource({
    "en, VOICEmail, call-no-voicemail",
    "fr, telephone vocal, call-no-voicemail",
    "el, ΕΠΙΣΤΟΛΕΣ, post-not-safe"
  })
  void filterIgnoresCaseAndAccentsAndWantsEveryWord(String language, String filter, String code) {
    ValueSet answer = expand(with("url", CONTACT, "displayLanguage", language, "filter", filter));

    assertThat(codes(answer)).containsExactly(code);
    assertThat(answer.getExpansion().getTotal()).isEqualTo(1);
  }

  @Test
  void filterThatNothingMatchesGivesNothing() {
    assertThat(codes(expand(with("url", CONTACT, "filter", "nothing like that")))).isEmpty();
  }

  @Test
  void pagesTogetherAreTheWhole() {
    List<String> pages = new ArrayList<>();
    for (int offset = 0; offset < 123; offset += 50) {
      ValueSet page =
          expand(
              with("url", SIGNS, "offset", new IntegerType(offset), "count", new IntegerType(50)));
      assertThat(page.getExpansion().getTotal()).isEqualTo(123);
      pages.addAll(codes(page));
    }

    assertThat(pages).isEqualTo(codes(expand(with("url", SIGNS)))).hasSize(123);
  }

  @Test
  void countOfZeroTellsTheTotalOnly() {
    ValueSet answer = expand(with("url", SIGNS, "count", "0"));

    assertThat(answer.getExpansion().getContains()).isEmpty();
    assertThat(answer.getExpansion().getTotal()).isEqualTo(123);
  }

  @Test
  void designationsComeWhenAskedForAndOnlyThen() {
    String token = LocalSystem.DESIGNATION.url() + "|discreet";

    assertThat(expand(with("url", SIGNS)).getExpansion().getContains())
        .allMatch(member -> member.getDesignation().isEmpty());
    assertThat(
            expand(with("url", SIGNS, "includeDesignations", new BooleanType(true)))
                .getExpansion()
                .getContains())
        .allMatch(member -> member.getDesignation().size() == 5 + 6 + 6);
    assertThat(
            expand(with("url", SIGNS, "designation", token, "displayLanguage", "it"))
                .getExpansion()
                .getContains())
        .allMatch(member -> member.getDesignation().size() == 6);
  }

  @Test
  void everyValueSetCanBeExpandedAtTheTypeAndAtTheInstance() {
    TerminologyCatalog.load()
        .valueSets()
        .forEach(
            set ->
                assertThat(codes(expand(with("url", set.getUrl() + "|" + set.getVersion()))))
                    .isNotEmpty()
                    .isEqualTo(
                        codes(
                            (ValueSet)
                                Calls.OPERATIONS.answer(
                                    "ValueSet",
                                    "expand",
                                    Optional.of(set.getIdPart()),
                                    null,
                                    Calls.NOW))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hl7.org/fhir/ValueSet/administrative-gender",
        "https://fhir.example.org/supportive-care/ValueSet/none",
        "https://fhir.example.org/supportive-care/ValueSet/sc-contact|9.9.9",
        ""
      })
  void whatIsNotOursIsNotFound(String url) {
    assertThat(refusal("ValueSet/expand", with("url", url.isEmpty() ? "x" : url)).kind())
        .isEqualTo(Kind.NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "count, -1",
    "count, many",
    "offset, 1.5",
    "includeDesignations, yes",
    "context, Patient",
    "valueSet, x",
    "url, again"
  })
  void inputThatDoesNotFitIsRefusedByItsPlace(String name, String value) {
    TerminologyRefusal refusal = refusal("ValueSet/expand", with("url", CONTACT, name, value));

    assertThat(refusal.kind()).isEqualTo(Kind.INVALID);
    assertThat(refusal.issues())
        .singleElement()
        .returns("Parameters.parameter[1]", TerminologyRefusal.Issue::expression)
        .matches(issue -> !issue.message().contains(value));
  }

  @Test
  void setIsNamedOnce() {
    assertThat(refusal("ValueSet/expand", with()).kind()).isEqualTo(Kind.INVALID);
    assertThat(refusal("ValueSet/expand", Optional.of("sc-contact"), with("url", CONTACT)).kind())
        .isEqualTo(Kind.INVALID);
  }
}
