/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.Outcomes;
import eu.amelie.terminology.Language;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalWordsTest {
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

  private static String text(OperationOutcome outcome) {
    return outcome.getIssueFirstRep().getDetails().getText();
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyRefusalHasWordsOfItsOwnInEveryLanguage(ErrorCode code) {
    List<String> words =
        Arrays.stream(Language.values())
            .map(language -> text(RefusalWords.of(ExchangeException.of(code), language)))
            .toList();

    assertThat(words).doesNotHaveDuplicates().allMatch(text -> text.endsWith("."));
    assertThat(words)
        .noneMatch(text -> TOPIC.stream().anyMatch(text.toLowerCase(Locale.ROOT)::contains));
  }

  @Test
  void theTablesExplainWhatTheCodeSystemHasAndNothingElse() {
    List<String> codes =
        Stream.concat(
                TerminologyCatalog.load().codes(LocalSystem.ERROR).stream()
                    .map(code -> code.code()),
                Stream.of("heading"))
            .toList();

    for (Language language : Language.values()) {
      assertThat(ErrorTexts.in(language).codes()).containsExactlyInAnyOrderElementsOf(codes);
    }
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void butForTheWordsTheOutcomeIsTheSameInEveryLanguage(ErrorCode code) {
    ExchangeException refusal = ExchangeException.at(code, "Task.owner", "One is needed.");

    for (Language language : Language.values()) {
      OperationOutcome told = RefusalWords.of(refusal, language);
      told.getIssue().forEach(issue -> issue.getDetails().setText(null));
      assertThat(told.equalsDeep(Outcomes.of(refusal))).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void e10NotFoundIsTheSameInEveryWordWhateverItWasRaisedWith(Language language) {
    OperationOutcome plain = RefusalWords.of(ExchangeException.notFound(), language);
    OperationOutcome told =
        RefusalWords.of(
            ExchangeException.at(ErrorCode.NOT_FOUND, "Patient.name", "It is hidden."), language);

    assertThat(told.equalsDeep(plain)).isTrue();
  }

  @Test
  void everyIssueHasTheWordsOfItsCode() {
    OperationOutcome outcome =
        RefusalWords.of(
            ExchangeException.of(
                ErrorCode.PROFILE_VIOLATION,
                List.of(
                    new ExchangeException.Issue("Task.status", "One."),
                    new ExchangeException.Issue("Task.intent", "Two."))),
            Language.DE);

    assertThat(outcome.getIssue())
        .extracting(issue -> issue.getDetails().getText())
        .containsExactly(
            "Der Inhalt passt nicht zu seinem Profil.", "Der Inhalt passt nicht zu seinem Profil.");
    assertThat(outcome.getIssue())
        .extracting(OperationOutcomeIssueComponent::getDiagnostics)
        .containsExactly("One.", "Two.");
  }

  @Test
  void refusedEntriesOfABatchAreToldTooAndTheBatchIsNoRefusal() {
    Bundle batch = new Bundle().setType(BundleType.BATCHRESPONSE);
    batch.addEntry().setResource(new Patient()).getResponse().setStatus("200");
    OperationOutcome refused = Outcomes.of(ExchangeException.notFound());
    batch.addEntry().getResponse().setStatus("404").setOutcome(refused);

    assertThat(RefusalWords.add(batch, Language.IT)).isFalse();
    assertThat(text(refused)).isEqualTo(ErrorTexts.in(Language.IT).of("not-found").what());
  }

  @Test
  void whatIsNoRefusalStaysAsItIs() {
    OperationOutcome done = new OperationOutcome();
    done.addIssue().setDiagnostics("Stored.");
    OperationOutcome ofOthers = new OperationOutcome();
    ofOthers.addIssue().getDetails().addCoding().setSystem("urn:other").setCode("not-found");
    Bundle found = new Bundle().setType(BundleType.SEARCHSET);

    for (var answer : List.of(done, ofOthers, found, new Patient())) {
      var before = answer.copy();
      assertThat(RefusalWords.add(answer, Language.FR)).isFalse();
      assertThat(answer.equalsDeep(before)).isTrue();
    }
  }
}
