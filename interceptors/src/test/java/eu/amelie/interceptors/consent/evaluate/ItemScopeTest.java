/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import static eu.amelie.interceptors.consent.Consents.confidentiality;
import static eu.amelie.interceptors.consent.Consents.consent;
import static eu.amelie.interceptors.consent.Consents.deny;
import static eu.amelie.interceptors.consent.Consents.forShelter;
import static eu.amelie.interceptors.consent.Consents.observation;
import static eu.amelie.interceptors.consent.Consents.optIn;
import static eu.amelie.interceptors.consent.Consents.permit;
import static eu.amelie.interceptors.consent.Consents.sensitivity;
import static eu.amelie.interceptors.consent.Consents.type;
import static eu.amelie.interceptors.consent.Consents.with;
import static eu.amelie.interceptors.consent.evaluate.Twins.DEFAULT;
import static eu.amelie.interceptors.consent.evaluate.Twins.EXPLICIT;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which items a permit reaches, and which a deny under an open root takes away. */
class ItemScopeTest {
  private static final String PROFILE = "https://example.org/StructureDefinition/sign";
  private static final Consumer<ProvisionComponent> MAY =
      p ->
          p.setDataPeriod(
              new Period()
                  .setStartElement(new DateTimeType("2026-05-01"))
                  .setEndElement(new DateTimeType("2026-05-31")));

  @ParameterizedTest(name = "{0}")
  @MethodSource({"sameForBoth", "forPermits", "forDenies", "related"})
  void permitsTheOneAndDeniesTheOther(Twins twins) {
    twins.assertThemApart();
  }

  /** Each as a permit that reaches the first alone, and as a deny that takes it alone. */
  static Stream<Twins> sameForBoth() {
    Observation profiled = observation();
    profiled.getMeta().addProfile(PROFILE + "|1.0");
    Observation coded = observation();
    coded.setCode(concept("a"));
    Observation made = observation();
    made.addPerformer(new Reference("Organization/hospital-be"));
    return Stream.of(
            both("class", p -> p.addClass_(type("Observation")), observation(), condition()),
            both(
                "class by profile",
                p -> p.addClass_(new Coding("urn:ietf:rfc:3986", PROFILE + "|2.0", null)),
                profiled,
                observation()),
            both("code", p -> p.addCode(concept("a")), coded, observation()),
            both("dataPeriod", MAY, dated("2026-05-10"), dated("2026-06")),
            both(
                "data by instance",
                p -> data(p, ConsentDataMeaning.INSTANCE, "Observation/o"),
                observation(),
                condition()),
            both(
                "data by author",
                p -> data(p, ConsentDataMeaning.AUTHOREDBY, "Organization/hospital-be"),
                made,
                observation()),
            both(
                "data by dependents",
                p -> data(p, ConsentDataMeaning.DEPENDENTS, "Organization/hospital-be"),
                made,
                observation()),
            both("sensitivity", labels(sensitivity("SDV")), labelled("SDV"), observation()))
        .flatMap(twins -> twins);
  }

  static Stream<Twins> forPermits() {
    return Stream.of(
        permitted("no date is not inside", MAY, dated("2026-05"), observation()),
        permitted("a date partly inside is not", MAY, dated("2026-05-31"), dated("2026")),
        permitted(
            "all sensitivities are listed",
            labels(sensitivity("SDV"), sensitivity("HIV")),
            labelled("SDV", "HIV"),
            labelled("SDV", "PSY")),
        permitted(
            "no confidentiality is R",
            labels(confidentiality("R")),
            observation(),
            confidential("V")),
        permitted(
            "an unknown confidentiality is above all",
            labels(confidentiality("V")),
            confidential("V"),
            confidential("X")),
        permitted(
            "both kinds must hold",
            labels(sensitivity("SDV"), confidentiality("R")),
            labelled("SDV"),
            labelled("HIV")),
        permitted(
            "identity alone is about persons",
            labels(Asking.label("IDS")),
            Asking.patient(null),
            observation()),
        permitted(
            "identity beside a class is about the class",
            p -> p.addSecurityLabel(Asking.label("IDS")).addClass_(type("Observation")),
            observation(),
            Asking.patient(null)));
  }

  static Stream<Twins> forDenies() {
    return Stream.of(
        denied("no date is denied", MAY, observation(), dated("2026-06")),
        denied("a date partly inside is denied", MAY, dated("2026"), dated("2026-06")),
        denied(
            "one sensitivity of several is enough",
            labels(sensitivity("SDV"), sensitivity("HIV")),
            labelled("SDV", "PSY"),
            labelled("PSY")),
        denied(
            "confidentiality at or above the lowest",
            labels(confidentiality("N"), confidentiality("V")),
            confidential("N"),
            confidential("M")),
        denied(
            "no label is not denied by labels",
            labels(confidentiality("U")),
            confidential("U"),
            observation()));
  }

  static Stream<Twins> related() {
    Procedure names = new Procedure();
    names.setId("x");
    names.addReasonReference(new Reference("Observation/o"));
    Consumer<ProvisionComponent> scope = p -> data(p, ConsentDataMeaning.RELATED, "Procedure/x");
    return Stream.of(
        new Twins(
            "a permit for what a related resource references",
            Asking.with(permitting(scope)).knowing(names),
            DEFAULT,
            Asking.with(permitting(scope))),
        new Twins(
            "a deny for what a related resource references",
            Asking.with(denying(scope)),
            EXPLICIT,
            Asking.with(denying(scope)).knowing(names)));
  }

  private static Stream<Twins> both(
      String rule, Consumer<ProvisionComponent> scope, Resource meant, Resource other) {
    return Stream.of(
        permitted("permit by " + rule, scope, meant, other),
        denied("deny by " + rule, scope, meant, other));
  }

  private static Twins permitted(
      String rule, Consumer<ProvisionComponent> scope, Resource meant, Resource other) {
    Consent scoped = permitting(scope);
    return new Twins(
        rule, Asking.with(scoped).about(meant), DEFAULT, Asking.with(scoped).about(other));
  }

  private static Twins denied(
      String rule, Consumer<ProvisionComponent> scope, Resource meant, Resource other) {
    Consent open = denying(scope);
    return new Twins(
        rule, Asking.with(open).about(other), EXPLICIT, Asking.with(open).about(meant));
  }

  private static Consent permitting(Consumer<ProvisionComponent> scope) {
    return optIn(with(forShelter(permit()), scope));
  }

  private static Consent denying(Consumer<ProvisionComponent> scope) {
    Consent open = consent(ConsentProvisionType.PERMIT);
    forShelter(open.getProvision()).addProvision(with(deny(), scope));
    return open;
  }

  private static Consumer<ProvisionComponent> labels(Coding... labels) {
    return provision -> Stream.of(labels).forEach(provision::addSecurityLabel);
  }

  private static void data(ProvisionComponent provision, ConsentDataMeaning meaning, String of) {
    provision.addData().setMeaning(meaning).setReference(new Reference(of));
  }

  private static CodeableConcept concept(String code) {
    return new CodeableConcept(new Coding("https://example.org/codes", code, null));
  }

  private static Condition condition() {
    Condition condition = new Condition();
    condition.setId("c");
    condition.setSubject(new Reference("Patient/p"));
    return condition;
  }

  private static Observation dated(String date) {
    Observation observation = observation();
    observation.setEffective(new DateTimeType(date));
    return observation;
  }

  private static Observation labelled(String... labels) {
    Observation observation = observation();
    Stream.of(labels).forEach(label -> observation.getMeta().addSecurity(sensitivity(label)));
    return observation;
  }

  private static Observation confidential(String code) {
    Observation observation = observation();
    observation.getMeta().addSecurity(confidentiality(code));
    return observation;
  }
}
