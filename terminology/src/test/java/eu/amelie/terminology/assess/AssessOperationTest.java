/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import eu.amelie.terminology.Translations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operation from Parameters to the Observation. */
class AssessOperationTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final AssessOperation OPERATION = new AssessOperation(TerminologyCatalog.load());

  private static final Set<String> OTHERS = Set.of("fr", "nl", "de", "el", "it");

  /** Two strong signs each of conditions and of pressure at the place, and of one means. */
  private static final List<String> ENOUGH =
      List.of(
          "dr-work-nature",
          "dr-pay",
          "ex-excessive-hours",
          "ex-low-no-pay",
          "cd-violence",
          "cd-documents-held");

  /** The same without any means, which is enough for a child only. */
  private static final List<Observation> WORK = present(ENOUGH.subList(2, 6));

  @Test
  void suggestsAnAssessmentWhereTheSignsAreEnough() {
    Observation answer = assess("adult", "forced-labour", present(ENOUGH));

    assertThat(value(answer)).isEqualTo("further-assessment-suggested");
    assertThat(dimensions(answer))
        .containsExactly(
            Map.entry("deceptive-recruitment", "positive"),
            Map.entry("coercive-recruitment", "insufficient"),
            Map.entry("abuse-vulnerability-recruitment", "insufficient"),
            Map.entry("exploitation", "positive"),
            Map.entry("coercion-destination", "positive"),
            Map.entry("abuse-vulnerability-destination", "insufficient"));
  }

  @Test
  void needsNoMeansUnder18() {
    List<Observation> signs = present(ENOUGH.subList(2, 6));

    assertThat(value(assess("adult", "forced-labour", signs))).isEqualTo("no-suggestion");
    assertThat(value(assess("child", "forced-labour", signs)))
        .isEqualTo("further-assessment-suggested");
  }

  @Test
  void whoeverIsNotSureToBeOfAgeIsAssessedAsAChild() {
    List<Observation> signs = new ArrayList<>(present(ENOUGH.subList(2, 6)));
    signs.add(sign("ch-age-uncertain", "present"));
    Observation answer = assess("adult", "forced-labour", signs);

    assertThat(value(answer)).isEqualTo("further-assessment-suggested");
    assertThat(answer.getMethod().getCodingFirstRep().getCode()).isEqualTo("child-labour");
    assertThat(notes(answer)).contains("under 18");
    assertThat(extension(answer, "sc-shown")).containsExactly("ch-age-uncertain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"suspected", "unknown", "declined", "not-asked", "absent"})
  void anyOtherAnswerAboutTheCertaintyOfTheAgeLeavesAnAdultOne(String answer) {
    List<Observation> signs = new ArrayList<>(present(ENOUGH.subList(2, 6)));
    signs.add(sign("ch-age-uncertain", answer));
    Observation assessed = assess("adult", "forced-labour", signs);

    assertThat(value(assessed)).isEqualTo("no-suggestion");
    assertThat(assessed.getMethod().getCodingFirstRep().getCode()).isEqualTo("adult-labour");
    assertThat(notes(assessed)).doesNotContain("under 18");
  }

  @Test
  void whoeverIsNotSureToBeOfAgeGetsNoWeightsOfAdultsWhereThereAreNoneForChildren() {
    List<Observation> signs = new ArrayList<>(present(ENOUGH));
    signs.add(sign("ch-age-uncertain", "present"));
    Observation answer = assess("adult", "sexual", signs);

    assertThat(answer.getMethod().getCodingFirstRep().getCode()).isEqualTo("no-profile");
    assertThat(notes(answer)).contains("under 18", "no suggestion means nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"minor", "minor-presumed", "not-sure"})
  void whoeverIsRecordedAsUnder18OrNotSureIsAssessedAsAChild(String status) {
    Observation answer =
        OPERATION.answer(asked("adult", "forced-labour"), person(status), WORK, NOW);

    assertThat(value(answer)).isEqualTo("further-assessment-suggested");
    assertThat(notes(answer)).contains("under 18");
  }

  @ParameterizedTest
  @ValueSource(strings = {"adult", "adult-presumed", "no-such-status"})
  void whoeverIsRecordedAsOfAgeIsAssessedAsTheCallerSays(String status) {
    Patient person = person(status);

    assertThat(value(OPERATION.answer(asked("adult", "forced-labour"), person, WORK, NOW)))
        .isEqualTo("no-suggestion");
    Observation child = OPERATION.answer(asked("child", "forced-labour"), person, WORK, NOW);
    assertThat(value(child)).isEqualTo("further-assessment-suggested");
    assertThat(notes(child)).doesNotContain("under 18");
  }

  @Test
  void ofWhomNothingIsRecordedTheCallerSaysIt() {
    assertThat(value(OPERATION.answer(asked("adult", "forced-labour"), new Patient(), WORK, NOW)))
        .isEqualTo("no-suggestion");
  }

  private static Patient person(String status) {
    Patient person = new Patient();
    person.addExtension(
        LocalSystem.CANONICAL_ROOT + "/StructureDefinition/sc-minor-status",
        new CodeableConcept(new Coding(LocalSystem.MINOR_STATUS.url(), status, null)));
    return person;
  }

  @ParameterizedTest
  @ValueSource(strings = {"suspected", "unknown", "declined", "not-asked", "absent"})
  void onlyPresentCounts(String answer) {
    List<Observation> signs = new ArrayList<>(present(ENOUGH.subList(0, 5)));
    signs.add(sign("cd-documents-held", answer));
    Observation assessed = assess("adult", "forced-labour", signs);

    assertThat(value(assessed)).isEqualTo("no-suggestion");
    assertThat(dimensions(assessed)).containsEntry("coercion-destination", "insufficient");
  }

  @Test
  void whatIsSuspectedIsReportedBesideTheResult() {
    Observation answer =
        assess("adult", "forced-labour", List.of(sign("cd-violence", "suspected")));

    assertThat(extension(answer, "sc-suspected")).containsExactly("cd-violence");
    assertThat(answer.getComponent()).hasSize(6);
    assertThat(notes(answer)).contains("suspected");
    assertThat(extension(assess("adult", "forced-labour", present(ENOUGH)), "sc-suspected"))
        .isEmpty();
  }

  @Test
  void whatIsPresentButHasNoWeightIsShown() {
    Observation answer =
        assess("adult", "forced-labour", present(List.of("ls-still-in-situation", "cd-violence")));

    assertThat(extension(answer, "sc-shown")).containsExactly("ls-still-in-situation");
  }

  @Test
  void saysByWhichRuleAndProfileAndThatItProvesNothing() {
    Observation answer = assess("adult", "forced-labour", present(ENOUGH));

    assertThat(answer.getMethod().getCodingFirstRep().getCode()).isEqualTo("adult-labour");
    assertThat(answer.getMethod().getExtensionFirstRep().getValue()).hasToString("1.1.0");
    assertThat(answer.getMeta().getProfile().get(0).getValue())
        .isEqualTo("https://fhir.example.org/supportive-care/StructureDefinition/sc-assessment");
    assertThat(notes(answer)).contains("neither their presence nor their absence is conclusive");
    assertThat(notes(answer)).doesNotContain("experimental", "no weights");
    assertThat(notes(assess("adult", "sexual", present(ENOUGH)))).contains("experimental");
    assertThat(notes(assess("child", "sexual", present(ENOUGH)))).contains("no weights");
  }

  @Test
  void withoutWeightsEveryDimensionIsInsufficient() {
    Observation answer = assess("child", "sexual", present(ENOUGH));

    assertThat(value(answer)).isEqualTo("no-suggestion");
    assertThat(dimensions(answer).values()).containsOnly("insufficient").hasSize(6);
    assertThat(answer.getMethod().getCodingFirstRep().getCode()).isEqualTo("no-profile");
  }

  @Test
  void namesThePersonTheSourcesAndTheTime() {
    Observation one = sign("cd-violence", "present");
    one.setId("a");
    one.setSubject(new Reference("Patient/p"));
    Observation answer =
        assess("adult", "forced-labour", List.of(one, sign("cd-documents-held", "present")));

    assertThat(answer.getSubject().getReference()).isEqualTo("Patient/p");
    assertThat(answer.getDerivedFrom())
        .extracting(Reference::getReference)
        .containsExactly("Observation/a");
    assertThat(answer.getEffectiveDateTimeType().getValueAsString())
        .isEqualTo("2026-11-24T12:00:00Z");
    assertThat(answer.getIssued()).isEqualTo(NOW);
    assertThat(answer.hasId()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = ObservationStatus.class,
      names = {"PRELIMINARY", "FINAL", "AMENDED", "CORRECTED"})
  void whatStandsCounts(ObservationStatus status) {
    assertThat(value(assess("adult", "forced-labour", lastWith(status))))
        .isEqualTo("further-assessment-suggested");
  }

  @ParameterizedTest
  @EnumSource(
      value = ObservationStatus.class,
      names = {"ENTEREDINERROR", "CANCELLED", "REGISTERED", "UNKNOWN"})
  void whatWasWithdrawnOrIsNotThereYetDoesNot(ObservationStatus status) {
    assertThat(value(assess("adult", "forced-labour", lastWith(status))))
        .isEqualTo("no-suggestion");
  }

  @Test
  void whatCarriesAModifierAnswersNothing() {
    List<Observation> signs = present(ENOUGH);
    signs.get(5).addModifierExtension().setUrl("https://example.org/x");

    assertThat(value(assess("adult", "forced-labour", signs))).isEqualTo("no-suggestion");
  }

  @Test
  void ofSeveralAnswersToOneSignPresentHolds() {
    List<Observation> signs = new ArrayList<>(present(ENOUGH));
    signs.add(sign("cd-violence", "absent"));
    signs.add(0, sign("cd-documents-held", "declined"));

    assertThat(value(assess("adult", "forced-labour", signs)))
        .isEqualTo("further-assessment-suggested");
  }

  @Test
  void anAnswerThatIsMissingForAReasonLeavesTheSignOpen() {
    Observation sign = sign("cd-violence", "absent");
    sign.setValue(null);
    sign.setDataAbsentReason(new CodeableConcept().setText("asked-declined"));

    assertThat(dimensions(assess("adult", "forced-labour", List.of(sign))))
        .containsEntry("coercion-destination", "insufficient");
  }

  @Test
  void ofWhatTheCallerSeesItPassesOverWhatIsNoAnswerToASign() {
    List<Observation> seen = new ArrayList<>(present(ENOUGH));
    seen.add(new Observation());
    seen.add(sign("cd-isolation", "present").setStatus(null));
    seen.add(sign("no-such-sign", "present"));
    seen.add(sign("cd-forced-crime", "perhaps"));
    Observation answer = OPERATION.answer(asked("adult", "forced-labour"), seen, NOW);

    assertThat(value(answer)).isEqualTo("further-assessment-suggested");
    assertThat(value(OPERATION.answer(asked("adult", "forced-labour"), List.of(), NOW)))
        .isEqualTo("no-suggestion");
  }

  @Test
  void observationsAreNoInputWhereTheyComeFromThePatient() {
    Parameters in = asked("adult", "forced-labour");
    in.addParameter().setName("observation").setResource(sign("cd-violence", "present"));

    AssessInputException refusal =
        catchThrowableOfType(
            () -> OPERATION.answer(in, List.of(), NOW), AssessInputException.class);

    assertThat(refusal.issues())
        .extracting(AssessInputException.Issue::expression)
        .containsExactly("Parameters.parameter[2]");
  }

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

  private static List<Observation> lastWith(ObservationStatus status) {
    List<Observation> signs = present(ENOUGH);
    signs.get(5).setStatus(status);
    return signs;
  }

  static Parameters asked(String age, String form) {
    return new Parameters()
        .addParameter("ageGroup", new CodeType(age))
        .addParameter("form", new CodeType(form));
  }

  static Observation sign(String code, String answer) {
    Observation sign = new Observation();
    sign.setStatus(ObservationStatus.FINAL);
    sign.getCode().addCoding(new Coding(LocalSystem.INDICATORS.url(), code, null));
    sign.setValue(new CodeableConcept(new Coding(LocalSystem.ANSWER.url(), answer, null)));
    return sign;
  }

  private static List<Observation> present(List<String> codes) {
    return codes.stream().map(code -> sign(code, "present")).toList();
  }

  private static Observation assess(String age, String form, List<Observation> signs) {
    Parameters in = asked(age, form);
    signs.forEach(sign -> in.addParameter().setName("observation").setResource(sign));
    return OPERATION.answer(in, NOW);
  }

  private static String value(Observation answer) {
    return answer.getValueCodeableConcept().getCodingFirstRep().getCode();
  }

  private static Map<String, String> dimensions(Observation answer) {
    return answer.getComponent().stream()
        .collect(
            Collectors.toMap(
                component -> component.getCode().getCodingFirstRep().getCode(),
                component -> component.getValueCodeableConcept().getCodingFirstRep().getCode(),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private static List<String> extension(Observation answer, String name) {
    return answer.getExtension().stream()
        .filter(extension -> extension.getUrl().endsWith("/" + name))
        .map(extension -> ((CodeableConcept) extension.getValue()).getCodingFirstRep().getCode())
        .toList();
  }

  private static String notes(Observation answer) {
    return answer.getNote().stream().map(Annotation::getText).collect(Collectors.joining("\n"));
  }
}
