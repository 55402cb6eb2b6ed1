/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import static eu.amelie.interceptors.consent.Consents.deny;
import static eu.amelie.interceptors.consent.Consents.forShelter;
import static eu.amelie.interceptors.consent.Consents.observation;
import static eu.amelie.interceptors.consent.Consents.optIn;
import static eu.amelie.interceptors.consent.Consents.permit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.consent.Consents;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the operation refuses, and how it says where. */
class RefusedInputTest {
  private static final String NEEDLE = "Zaphodine";

  /**
   * @param place of the one issue
   */
  private record Refused(String name, String place, Consumer<Parameters> alteration) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Two Consents, of which none is refused; then resource, organization and purpose. */
  private static Parameters sound() {
    return Asking.with(optIn(forShelter(permit())), optIn(deny())).in();
  }

  @Test
  void soundInputIsNotRefused() {
    assertThat(EvaluateConsent.answer(sound(), Asking.NOW, null).hasParameter("decision")).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"wrong", "missing", "twice", "unclear"})
  void refusesAtItsPlace(Refused refused) {
    Parameters in = sound();
    refused.alteration().accept(in);

    ExchangeException refusal = refusal(in);

    assertThat(refusal.code()).isEqualTo(ErrorCode.PROFILE_VIOLATION);
    assertThat(refusal.code().status()).isEqualTo(422);
    assertThat(refusal.issues())
        .extracting(ExchangeException.Issue::expression)
        .containsExactly(refused.place());
    assertThat(refusal.issues().toString()).doesNotContain(NEEDLE);
  }

  static Stream<Refused> wrong() {
    return Stream.of(
        adds("an unknown parameter", in -> in.addParameter(NEEDLE, new StringType(NEEDLE))),
        adds("a parameter without a name", in -> in.addParameter().setValue(new StringType("x"))),
        adds("a name in another case", in -> in.addParameter("Role", role())),
        adds("a role as a code", in -> in.addParameter("role", new CodeType("IRCP"))),
        adds(
            "a group as an identifier",
            in -> in.addParameter("group", Asking.identifier("a", "b"))),
        adds("an action as text", in -> in.addParameter("action", new StringType("access"))),
        adds(
            "an instant as a dateTime", in -> in.addParameter("instant", new DateTimeType("2026"))),
        adds("a flag as text", in -> in.addParameter("assumeLiveTask", new StringType("true"))),
        adds(
            "a Consent that is none",
            in -> in.addParameter().setName("consent").setResource(observation())),
        adds(
            "a value where a resource stands",
            in -> in.addParameter("related", new Reference("Patient/p"))),
        adds(
            "a resource where a value stands",
            in -> in.addParameter().setName("group").setResource(observation())),
        adds("nothing at all", in -> in.addParameter().setName("related")),
        adds(
            "parts",
            in -> in.addParameter().setName("role").addPart().setName("code").setValue(role())),
        new Refused(
            "a modifier",
            "Parameters.parameter[3].modifierExtension",
            in -> in.getParameter().get(3).addModifierExtension().setUrl("https://example.org/x")),
        new Refused(
            "implicit rules",
            "Parameters.implicitRules",
            in -> in.setImplicitRules("https://example.org/rules")));
  }

  static Stream<Refused> missing() {
    return Stream.of("resource", "organization", "purposeOfUse")
        .map(
            name ->
                new Refused(
                    "no " + name,
                    "Parameters.parameter",
                    in -> in.getParameter().removeIf(one -> one.getName().equals(name))));
  }

  static Stream<Refused> twice() {
    return Stream.of(
        adds("two items", in -> in.addParameter().setName("resource").setResource(observation())),
        adds(
            "two organisations",
            in -> in.addParameter("organization", new Reference("Organization/x"))),
        new Refused(
            "two actions",
            "Parameters.parameter[6]",
            in -> in.addParameter("action", action()).addParameter("action", action())),
        new Refused(
            "two instants",
            "Parameters.parameter[6]",
            in -> in.addParameter("instant", instant()).addParameter("instant", instant())),
        new Refused(
            "two flags",
            "Parameters.parameter[6]",
            in ->
                in.addParameter("assumeLiveTask", new BooleanType(true))
                    .addParameter("assumeLiveTask", new BooleanType(true))));
  }

  static Stream<Refused> unclear() {
    Reference named = new Reference().setDisplay(NEEDLE);
    return Stream.of(
        adds("a role without a system", in -> in.addParameter("role", new Coding().setCode("x"))),
        adds(
            "a purpose without a code",
            in -> in.addParameter("purposeOfUse", new Coding().setSystem("https://example.org"))),
        adds("a group by display only", in -> in.addParameter("group", named)),
        adds("a contained group", in -> in.addParameter("group", new Reference("#g"))),
        new Refused(
            "an organisation without a system",
            "Parameters.parameter[3]",
            in -> in.getParameter().get(3).setValue(new Identifier().setValue(NEEDLE))),
        adds(
            "an instant without an offset",
            in -> in.addParameter("instant", new InstantType("2026-11-24T12:00:00"))));
  }

  @Test
  void aProvisionBelowANestedOneIsRefusedWithItsPlaceEvenWhereTheConsentDoesNotCount() {
    Consent deep = optIn(permit(), permit());
    deep.setStatus(Consent.ConsentState.INACTIVE);
    deep.getProvision().getProvision().get(1).addProvision(deny());
    Parameters in = Asking.with(optIn(permit()), deep).in();

    assertThat(refusal(in).issues())
        .extracting(ExchangeException.Issue::expression)
        .containsExactly("Parameters.parameter[1].resource.provision.provision[1].provision");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    Parameters in = new Parameters();
    in.addParameter("role", new CodeType("x")).addParameter(NEEDLE, new CodeType("x"));

    assertThat(refusal(in).issues()).hasSize(5);
  }

  @Test
  void noInputAtAllLacksWhatIsNeeded() {
    assertThat(refusal(null).issues()).hasSize(3);
  }

  @Test
  void anItemWithNothingInItIsNoMistakeButNobodysItem() {
    Parameters in = Asking.with(optIn(permit())).about(new Observation()).in();

    assertThat(EvaluateConsent.answer(in, Asking.NOW, null).getParameter("reason").getValue())
        .hasToString("default-deny");
  }

  @Test
  void theInputStaysAsItWas() {
    Parameters in = sound();
    String before = json(in);
    EvaluateConsent.answer(in, Asking.NOW, null);

    assertThat(json(in)).isEqualTo(before);
  }

  private static String json(Parameters parameters) {
    return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(parameters);
  }

  private static ExchangeException refusal(Parameters in) {
    return catchThrowableOfType(
        () -> EvaluateConsent.answer(in, Asking.NOW, null), ExchangeException.class);
  }

  private static Refused adds(String name, Consumer<Parameters> addition) {
    return new Refused(name, "Parameters.parameter[5]", addition);
  }

  private static Coding role() {
    return Consents.role("IRCP").getCodingFirstRep();
  }

  private static Coding action() {
    return new Coding("http://terminology.hl7.org/CodeSystem/consentaction", "access", null);
  }

  private static InstantType instant() {
    return new InstantType("2026-11-24T12:00:00Z");
  }
}
