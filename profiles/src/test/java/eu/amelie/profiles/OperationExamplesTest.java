/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.profiles.questionnaires.Extraction;
import eu.amelie.profiles.questionnaires.ResponseCheck;
import eu.amelie.terminology.assess.AssessOperation;
import eu.amelie.terminology.operations.TerminologyOperations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.OperationDefinition.OperationParameterUse;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls that the guide shows are calls as they are defined, and valid FHIR. */
class OperationExamplesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final TerminologyOperations TERMINOLOGY =
      new TerminologyOperations(Fixtures.CATALOG.terminology());

  @ParameterizedTest
  @MethodSource("eu.amelie.profiles.OperationExample#all")
  void fitsItsDefinition(OperationExample example) {
    OperationDefinition operation = example.definition();

    assertThat(OperationFit.ofRequest(operation, example.request().orElseGet(Parameters::new)))
        .isEmpty();
    assertThat(OperationFit.ofResponse(operation, example.response())).isEmpty();
    assertThat(example.request().isPresent())
        .isEqualTo(
            operation.getParameter().stream()
                .anyMatch(parameter -> parameter.getUse() == OperationParameterUse.IN));
  }

  @ParameterizedTest
  @MethodSource("eu.amelie.profiles.OperationExample#all")
  void isValid(OperationExample example) {
    Stream.concat(example.request().stream(), Stream.of(example.response()))
        .flatMap(OperationExamplesTest::withinAndItself)
        .forEach(
            resource ->
                assertThat(Fixtures.VALIDATOR.validate(resource))
                    .as(resource.fhirType())
                    .isEmpty());
  }

  /** Resources inside are held against the profiles that they would have alone. */
  private static Stream<Resource> withinAndItself(Resource resource) {
    Stream<Resource> within =
        resource instanceof Parameters parameters
            ? parameters.getParameter().stream().flatMap(OperationExamplesTest::within)
            : Stream.empty();
    return Stream.concat(Stream.of(resource), within);
  }

  private static Stream<Resource> within(ParametersParameterComponent parameter) {
    return Stream.concat(
        Optional.ofNullable(parameter.getResource()).stream(),
        parameter.getPart().stream().flatMap(OperationExamplesTest::within));
  }

  @Test
  void whatDoesNotFitIsFound() {
    OperationDefinition withdraw = new OperationExample("sc-withdraw").definition();
    Parameters wrong = new Parameters();
    wrong.addParameter("actor", new StringType("Organization/shelter-be"));
    wrong.addParameter("why", new StringType("no such parameter"));

    assertThat(OperationFit.ofRequest(withdraw, wrong))
        .containsExactlyInAnyOrder(
            "in.why: not defined", "in.actor: string", "in.capturedHow: 0 times");
    assertThat(OperationFit.ofResponse(withdraw, new QuestionnaireResponse()))
        .containsExactly("out: QuestionnaireResponse");
    assertThat(OperationFit.ofResponse(withdraw, new Parameters()))
        .containsExactly("out.return: 0 times");
  }

  @Test
  void assessAnswersWhatItsExampleSays() {
    OperationExample example = new OperationExample("sc-assess");
    AssessOperation operation = new AssessOperation(Fixtures.CATALOG.terminology());

    assertThat(text(operation.answer(example.request().orElseThrow(), NOW)))
        .isEqualTo(text(example.response()));
  }

  @Test
  void extractAnswersWhatItsExampleSays() {
    OperationExample example = new OperationExample("sc-extract");
    List<Questionnaire> questionnaires = Fixtures.CATALOG.questionnaires();
    Extraction extraction =
        new Extraction(
            questionnaires, ResponseCheck.of(questionnaires, Fixtures.CATALOG.terminology()));
    Resource sent = example.request().orElseThrow().getParameter().get(0).getResource();

    assertThat(text(extraction.extract((QuestionnaireResponse) sent, NOW)))
        .isEqualTo(text(example.response()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sc-expand",
        "sc-value-set-validate-code",
        "sc-code-system-validate-code",
        "sc-lookup",
        "sc-subsumes",
        "sc-translate"
      })
  void aTerminologyOperationAnswersWhatItsExampleSays(String id) {
    OperationExample example = new OperationExample(id);
    OperationDefinition operation = example.definition();

    Resource answer =
        TERMINOLOGY.answer(
            operation.getResource().get(0).getValue(),
            operation.getCode(),
            Optional.empty(),
            example.request().orElseThrow(),
            NOW);

    assertThat(text(answer)).isEqualTo(text(example.response()));
  }

  private static String text(Resource resource) {
    return Fixtures.parser().setPrettyPrint(true).encodeResourceToString(resource);
  }
}
