/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import static eu.amelie.interceptors.consent.Consents.SHELTER;
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

import eu.amelie.interceptors.consent.Consents;
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
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a nested provision takes from its root, what it does not, and how long it counts. */
class NestedProvisionTest {
  private static final Consumer<ProvisionComponent> OBSERVATIONS =
      provision -> provision.addClass_(type("Observation"));
  private static final Consumer<ProvisionComponent> CONDITIONS =
      provision -> provision.addClass_(type("Condition"));

  @ParameterizedTest(name = "{0}")
  @MethodSource({
    "takesRequestScope",
    "keepsItsOwn",
    "takesItemScope",
    "takesNoItemScope",
    "period"
  })
  void permitsTheOneAndDeniesTheOther(Twins twins) {
    twins.assertThemApart();
  }

  /** The root says for whom, what for or what to do, and the nested permit only what of. */
  static Stream<Twins> takesRequestScope() {
    Consent actor = closed(root -> actor(root, SHELTER), OBSERVATIONS);
    Consent purpose = closed(root -> root.addPurpose(Asking.reason("TREAT")), OBSERVATIONS);
    Consent action = closed(root -> root.addAction(action("access")), OBSERVATIONS);
    return Stream.of(
        new Twins(
            "a nested permit takes the root's actor",
            Asking.with(actor),
            DEFAULT,
            Asking.with(actor).as("Organization/other")),
        new Twins(
            "a nested permit takes the root's purpose",
            Asking.with(purpose).forPurpose("TREAT"),
            DEFAULT,
            Asking.with(purpose).forPurpose("HPAYMT")),
        new Twins(
            "a nested permit takes the root's action",
            Asking.with(action),
            DEFAULT,
            Asking.with(action).to("disclose")));
  }

  /** What it says itself counts instead: those the root names are left to the root's own deny. */
  static Stream<Twins> keepsItsOwn() {
    Consent actor =
        closed(root -> actor(root, SHELTER), nested -> actor(nested, "Organization/other"));
    Consent purpose =
        closed(
            root -> root.addPurpose(Asking.reason("TREAT")),
            nested -> nested.addPurpose(Asking.reason("HPAYMT")));
    Consent action =
        closed(
            root -> root.addAction(action("access")),
            nested -> nested.addAction(action("disclose")));
    return Stream.of(
        new Twins(
            "its own actor stands instead of the root's",
            Asking.with(actor).as("Organization/other"),
            EXPLICIT,
            Asking.with(actor)),
        new Twins(
            "its own purpose stands instead of the root's",
            Asking.with(purpose).forPurpose("HPAYMT"),
            EXPLICIT,
            Asking.with(purpose).forPurpose("TREAT")),
        new Twins(
            "its own action stands instead of the root's",
            Asking.with(action).to("disclose"),
            EXPLICIT,
            Asking.with(action)));
  }

  /** A nested permit that says of no items takes those of the root, whichever element says so. */
  static Stream<Twins> takesItemScope() {
    Observation coded = observation();
    coded.setCode(concept("a"));
    Observation labelled = observation();
    labelled.getMeta().addSecurity(sensitivity("SDV"));
    Observation dated = observation();
    dated.setEffective(new DateTimeType("2026-05-10"));
    Observation later = observation();
    later.setEffective(new DateTimeType("2026-06-10"));
    return Stream.of(
        taken("class", OBSERVATIONS, observation(), condition()),
        taken("code", root -> root.addCode(concept("a")), coded, observation()),
        taken("label", root -> root.addSecurityLabel(sensitivity("SDV")), labelled, observation()),
        taken("data period", root -> root.setDataPeriod(may()), dated, later),
        taken(
            "data",
            root ->
                root.addData()
                    .setMeaning(ConsentDataMeaning.INSTANCE)
                    .setReference(new Reference("Observation/o")),
            observation(),
            condition()));
  }

  private static Twins taken(
      String element, Consumer<ProvisionComponent> root, Resource meant, Resource other) {
    Consent closed = closed(root, Consents::forShelter);
    return new Twins(
        "a nested permit without item scope takes the root's " + element,
        Asking.with(closed).about(meant),
        DEFAULT,
        Asking.with(closed).about(other));
  }

  static Stream<Twins> takesNoItemScope() {
    Observation coded = observation();
    coded.setCode(concept("a"));
    Consent ownClass = closed(OBSERVATIONS, nested -> CONDITIONS.accept(forShelter(nested)));
    Consent ownCode = closed(CONDITIONS, nested -> forShelter(nested).addCode(concept("a")));
    Consent open = consent(ConsentProvisionType.PERMIT);
    OBSERVATIONS.accept(forShelter(open.getProvision()));
    open.getProvision().addProvision(deny().addPurpose(Asking.reason("TREAT")));
    Consent other = optIn(permit());
    other.setId("other");
    return Stream.of(
        new Twins(
            "a nested permit with its own class does not take the root's",
            Asking.with(ownClass).about(condition()),
            EXPLICIT,
            Asking.with(ownClass)),
        new Twins(
            "one element of item scope keeps all of the root's away",
            Asking.with(ownCode).about(coded),
            EXPLICIT,
            Asking.with(ownCode).about(condition())),
        new Twins(
            "a nested deny without item scope is about all items, the root's or not",
            Asking.with(open, other).about(condition()).forPurpose("HPAYMT"),
            EXPLICIT,
            Asking.with(open, other).about(condition()).forPurpose("TREAT")));
  }

  static Stream<Twins> period() {
    Consent ending = optIn(forShelter(permit()).setPeriod(until("2026-11-24T12:00:00Z")));
    Consent ended = optIn(forShelter(permit()).setPeriod(until("2026-11-24T11:59:59Z")));
    Consent begun = optIn(forShelter(permit()).setPeriod(from("2026-11-24")));
    Consent toCome = optIn(forShelter(permit()).setPeriod(from("2026-11-25")));
    Consent rootEnded = optIn(forShelter(permit()).setPeriod(from("2026-11-24")));
    rootEnded.getProvision().setPeriod(until("2026-11-23"));
    return Stream.of(
        new Twins(
            "an expired nested permit does not count",
            Asking.with(ending),
            DEFAULT,
            Asking.with(ended)),
        new Twins("nor one that is yet to begin", Asking.with(begun), DEFAULT, Asking.with(toCome)),
        new Twins(
            "nor one whose root has expired", Asking.with(begun), DEFAULT, Asking.with(rootEnded)),
        new Twins(
            "an expired nested deny does not count either",
            Asking.with(denying(until("2026-11-23"))),
            EXPLICIT,
            Asking.with(denying(until("2026-11-24")))));
  }

  private static Consent denying(Period period) {
    Consent open = consent(ConsentProvisionType.PERMIT);
    forShelter(open.getProvision()).addProvision(deny().setPeriod(period));
    return open;
  }

  /** A root deny with a scope, and one permit in it. */
  private static Consent closed(
      Consumer<ProvisionComponent> root, Consumer<ProvisionComponent> nested) {
    Consent consent = optIn(with(permit(), nested));
    root.accept(consent.getProvision());
    return consent;
  }

  private static void actor(ProvisionComponent provision, String organization) {
    provision.addActor().setReference(new Reference(organization));
  }

  private static CodeableConcept action(String code) {
    return new CodeableConcept(
        new Coding("http://terminology.hl7.org/CodeSystem/consentaction", code, null));
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

  private static Period until(String end) {
    return new Period().setEndElement(new DateTimeType(end));
  }

  private static Period from(String start) {
    return new Period().setStartElement(new DateTimeType(start));
  }

  private static Period may() {
    return from("2026-05-01").setEndElement(new DateTimeType("2026-05-31"));
  }
}
