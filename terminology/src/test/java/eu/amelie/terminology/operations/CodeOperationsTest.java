/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.operations;

import static eu.amelie.terminology.operations.Calls.call;
import static eu.amelie.terminology.operations.Calls.coding;
import static eu.amelie.terminology.operations.Calls.refusal;
import static eu.amelie.terminology.operations.Calls.text;
import static eu.amelie.terminology.operations.Calls.with;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.operations.TerminologyRefusal.Kind;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeOperationsTest {
  private static final String FORM = LocalSystem.FORM.url();
  private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";

  @Test
  void lookupTellsNameDisplayDesignationsAndProperties() {
    Parameters answer =
        call(
            "CodeSystem/lookup",
            with(
                "system", LocalSystem.INDICATORS.url(), "code", "dr-pay", "displayLanguage", "de"));

    assertThat(text(answer, "name")).isEqualTo("ScIndicators");
    assertThat(text(answer, "display")).startsWith("Wurde über Lohn");
    assertThat(parts(answer, "designation", "value")).contains("A2 Pay", "A2 Paie");
    assertThat(parts(answer, "property", "code"))
        .contains("dimension", "role", "phase", "evidence", "weight-adult-labour", "source");
  }

  @Test
  void lookupSaysWhatACodeMeansInTheLanguageAskedFor() {
    String contact = LocalSystem.CONTACT.url();

    assertThat(
            text(
                call(
                    "CodeSystem/lookup",
                    with("system", contact, "code", "email-safe", "displayLanguage", "it")),
                "definition"))
        .isEqualTo("L’e-mail è sicura.");
    assertThat(
            text(
                call("CodeSystem/lookup", with("system", contact, "code", "email-safe")),
                "definition"))
        .isEqualTo("E-mail is safe.");
  }

  @Test
  void lookupTellsOnlyThePropertiesThatAreAskedFor() {
    Parameters answer =
        call(
            "CodeSystem/lookup",
            with("coding", coding(LocalSystem.INDICATORS, "dr-pay"), "property", "role"));

    assertThat(parts(answer, "property", "code")).containsExactly("role");
    assertThat(answer.hasParameter("designation")).isFalse();
  }

  @Test
  void lookupOfWhatIsNotOursIsNotFound() {
    assertThat(refusal("CodeSystem/lookup", with("system", FORM, "code", "none")).kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(
            refusal("CodeSystem/lookup", with("system", "http://snomed.info/sct", "code", "1"))
                .kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(refusal("CodeSystem/lookup", with("code", "sexual")).kind()).isEqualTo(Kind.INVALID);
  }

  @Test
  void codeOfASystemIsValidAndAnotherIsNot() {
    assertThat(valid("CodeSystem", with("url", FORM, "code", "surrogacy"))).isTrue();
    assertThat(valid("CodeSystem", with("url", FORM, "code", "none"))).isFalse();
    assertThat(
            valid(
                "CodeSystem",
                with("url", FORM, "coding", coding(LocalSystem.CONTACT, "email-safe"))))
        .isFalse();
  }

  @Test
  void codeIsValidInTheSetsItBelongsTo() {
    String decline = "https://fhir.example.org/supportive-care/ValueSet/sc-decline-reason";
    String system = LocalSystem.STATUS_REASON.url();

    assertThat(valid("ValueSet", with("url", decline, "system", system, "code", "waitlist")))
        .isTrue();
    assertThat(valid("ValueSet", with("url", decline, "system", system, "code", "moved")))
        .isFalse();
  }

  @Test
  void conceptIsValidWhenOneOfItsCodingsIs() {
    CodeableConcept concept =
        new CodeableConcept(new Coding("http://example.org/other", "x", null));
    String url = LocalSystem.FORM.valueSetUrl();
    assertThat(valid("ValueSet", with("url", url, "codeableConcept", concept))).isFalse();

    concept.addCoding(coding(LocalSystem.FORM, "other"));
    assertThat(valid("ValueSet", with("url", url, "codeableConcept", concept))).isTrue();
  }

  @Test
  void displayFitsInAnyLanguageAndAnotherDoesNot() {
    assertThat(valid("CodeSystem", with("url", FORM, "code", "sexual", "display", "sessuale")))
        .isTrue();
    assertThat(valid("CodeSystem", with("url", FORM, "code", "sexual", "display", "Labour")))
        .isFalse();
  }

  @Test
  void validationAtTheInstanceIsThatOfItsUrl() {
    Parameters answer =
        call("CodeSystem/validate-code", Optional.of("sc-form"), with("code", "surrogacy"));

    assertThat(text(answer, "result")).isEqualTo("true");
    assertThat(refusal("CodeSystem/validate-code", Optional.of("none"), with("code", "x")).kind())
        .isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void translatesToStatisticsAndSaysWhereThereIsNoCounterpart() {
    Parameters begging =
        call("ConceptMap/translate", Optional.of("sc-form-to-statistics"), form("forced-begging"));
    Parameters unknown =
        call("ConceptMap/translate", Optional.of("sc-form-to-statistics"), form("unknown"));

    assertThat(targets(begging)).containsExactly("other");
    assertThat(text(unknown, "result")).isEqualTo("false");
    assertThat(targets(unknown)).isEmpty();
  }

  @Test
  void dependenciesNarrowWhatACodeMayMean() {
    Parameters in = with("system", FORM, "code", "sexual", "targetsystem", ICD);
    assertThat(targets(call("ConceptMap/translate", in)))
        .contains("T74.51", "T74.52", "T76.51", "T76.52");

    dependency(in, coding(LocalSystem.MINOR_STATUS, "adult"));
    dependency(in, coding(LocalSystem.ANSWER, "suspected"));
    assertThat(targets(call("ConceptMap/translate", in)))
        .contains("T76.51", "Z91.42")
        .doesNotContain("T74.51", "T74.52", "T76.52", "Z62.813");
  }

  @Test
  void translatesAcrossAllMapsWhereNoneIsNamed() {
    assertThat(targets(call("ConceptMap/translate", form("domestic-servitude"))))
        .contains("labour", "Servitude", "T_ActivitiesOfHouseholdsAsEmployers", "T74.61");
  }

  @ParameterizedTest
  @ValueSource(strings = {"equivalent", "not-subsumed"})
  void codeSubsumesItselfAlone(String outcome) {
    String other = outcome.equals("equivalent") ? "sexual" : "forced-labour";

    assertThat(
            text(
                call(
                    "CodeSystem/subsumes", with("system", FORM, "codeA", "sexual", "codeB", other)),
                "outcome"))
        .isEqualTo(outcome);
  }

  @Test
  void subsumptionOfUnknownCodesIsNotFoundAndAcrossSystemsRefused() {
    assertThat(
            refusal("CodeSystem/subsumes", with("system", FORM, "codeA", "sexual", "codeB", "x"))
                .kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(
            refusal(
                    "CodeSystem/subsumes",
                    with(
                        "codingA", coding(LocalSystem.FORM, "sexual"),
                        "codingB", coding(LocalSystem.MODE, "phone")))
                .kind())
        .isEqualTo(Kind.INVALID);
  }

  private static Parameters form(String code) {
    return with("system", FORM, "code", code);
  }

  private static void dependency(Parameters in, Coding coding) {
    var dependency = in.addParameter().setName("dependency");
    dependency.addPart().setName("element").setValue(new UriType(coding.getSystem()));
    dependency.addPart().setName("concept").setValue(new CodeableConcept(coding));
  }

  private static boolean valid(String type, Parameters in) {
    return text(call(type + "/validate-code", in), "result").equals("true");
  }

  private static List<String> targets(Parameters answer) {
    return answer.getParameter().stream()
        .filter(parameter -> parameter.getName().equals("match"))
        .flatMap(match -> match.getPart().stream())
        .filter(part -> part.getName().equals("concept"))
        .map(part -> ((Coding) part.getValue()).getCode())
        .toList();
  }

  private static List<String> parts(Parameters answer, String name, String part) {
    return answer.getParameter().stream()
        .filter(parameter -> parameter.getName().equals(name))
        .flatMap(parameter -> parameter.getPart().stream())
        .filter(one -> one.getName().equals(part))
        .map(one -> one.getValue().primitiveValue())
        .toList();
  }
}
