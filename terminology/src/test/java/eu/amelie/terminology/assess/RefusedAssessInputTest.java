/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import static eu.amelie.terminology.assess.Assessments.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the operation refuses, and how it says where. */
class RefusedAssessInputTest {
  private static final AssessOperation OPERATION = new AssessOperation(TerminologyCatalog.load());
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String NEEDLE = "Zaphodine";

  private record Refused(String name, String place, Consumer<Parameters> alteration) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Age group and form at 0 and 1, Observations at 2 and 3. */
  private static Parameters sound() {
    Parameters in = Assessments.asked("adult", "forced-labour");
    in.addParameter().setName("observation").setResource(sign("cd-violence", "present"));
    in.addParameter().setName("observation").setResource(sign("cd-violence", "absent"));
    return in;
  }

  @Test
  void soundInputIsNotRefused() {
    assertThat(OPERATION.answer(sound(), NOW).hasValue()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"parameters", "observations"})
  void refusesAtItsPlace(Refused refused) {
    Parameters in = sound();
    refused.alteration().accept(in);

    AssessInputException refusal = refusal(in);

    assertThat(refusal.issues())
        .extracting(AssessInputException.Issue::expression)
        .containsExactly(refused.place());
    assertThat(refusal.issues().toString()).doesNotContain(NEEDLE);
  }

  static Stream<Refused> parameters() {
    return Stream.of(
        refused("no age group", "Parameters.parameter", in -> in.getParameter().remove(0)),
        refused("no form", "Parameters.parameter", in -> in.getParameter().remove(1)),
        refused(
            "no observation",
            "Parameters.parameter",
            in -> in.getParameter().removeIf(one -> one.getName().equals("observation"))),
        value("an age group that is none", 0, new CodeType(NEEDLE)),
        value("an age group as text", 0, new StringType("adult")),
        value("a form that is none", 1, new CodeType("labour")),
        value("a form without a value", 1, null),
        refused(
            "a form twice",
            "Parameters.parameter[4]",
            in -> in.addParameter("form", new CodeType("sexual"))),
        refused(
            "an unknown parameter",
            "Parameters.parameter[4]",
            in -> in.addParameter(NEEDLE, new StringType(NEEDLE))),
        refused(
            "a parameter without a name",
            "Parameters.parameter[4]",
            in -> in.addParameter().setValue(new StringType(NEEDLE))),
        refused(
            "a modifier",
            "Parameters.parameter[1].modifierExtension",
            in -> in.getParameter().get(1).addModifierExtension().setUrl("https://example.org/x")),
        refused(
            "implicit rules",
            "Parameters.implicitRules",
            in -> in.setImplicitRules("https://example.org/rules")));
  }

  static Stream<Refused> observations() {
    return Stream.of(
        refused("a Patient", "Parameters.parameter[4]", in -> add(in).setResource(new Patient())),
        refused(
            "a reference",
            "Parameters.parameter[4]",
            in -> add(in).setValue(new Reference("Observation/" + NEEDLE))),
        observation("no status", "status", one -> one.setStatus(null)),
        observation("no code", "code", one -> one.setCode(null)),
        observation(
            "a code that is none",
            "code",
            one -> one.getCode().getCodingFirstRep().setCode(NEEDLE)),
        observation(
            "two signs",
            "code",
            one ->
                one.getCode()
                    .addCoding(new Coding(LocalSystem.INDICATORS.url(), "cd-isolation", null))),
        observation("no value", "value", one -> one.setValue(null)),
        observation("a flag", "value", one -> one.setValue(new BooleanType(true))),
        observation(
            "an answer that is none",
            "value",
            one -> one.getValueCodeableConcept().getCodingFirstRep().setCode(NEEDLE)),
        observation(
            "two answers",
            "value",
            one ->
                one.getValueCodeableConcept()
                    .addCoding(new Coding(LocalSystem.ANSWER.url(), "absent", null))));
  }

  @Test
  void twoPersonsAreRefusedAtTheSecond() {
    Parameters in = sound();
    observationAt(in, 2).setSubject(new Reference("Patient/p"));
    observationAt(in, 3).setSubject(new Reference("Patient/q"));

    assertThat(refusal(in).issues())
        .extracting(AssessInputException.Issue::expression)
        .containsExactly("Parameters.parameter[3].resource.subject");
  }

  @Test
  void onePersonTwiceIsNot() {
    Parameters in = sound();
    observationAt(in, 2).setSubject(new Reference("Patient/p"));
    observationAt(in, 3).setSubject(new Reference("Patient/p"));

    assertThat(OPERATION.answer(in, NOW).getSubject().getReference()).isEqualTo("Patient/p");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertThat(refusal(null).issues()).hasSize(3);
    assertThat(refusal(null)).hasMessage("The input does not fit.");
  }

  private static AssessInputException refusal(Parameters in) {
    return catchThrowableOfType(() -> OPERATION.answer(in, NOW), AssessInputException.class);
  }

  private static Refused refused(String name, String place, Consumer<Parameters> alteration) {
    return new Refused(name, place, alteration);
  }

  private static Refused value(String name, int index, Type value) {
    return refused(
        name,
        "Parameters.parameter[" + index + "]",
        in -> in.getParameter().get(index).setValue(value));
  }

  private static Refused observation(String name, String element, Consumer<Observation> how) {
    return refused(
        name,
        "Parameters.parameter[2].resource." + element,
        in -> how.accept(observationAt(in, 2)));
  }

  private static Observation observationAt(Parameters in, int index) {
    return (Observation) in.getParameter().get(index).getResource();
  }

  private static Parameters.ParametersParameterComponent add(Parameters in) {
    return in.addParameter().setName("observation");
  }
}
