/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Consents, items and requests from so small a world that they often meet. */
final class RandomConsents {
  private static final List<Coding> PURPOSES =
      List.of(
          new Coding(Consents.SUPPORT.system(), Consents.SUPPORT.code(), null),
          new Coding(Consents.ACT_REASON, "TREAT", null),
          new Coding(Consents.ACT_REASON, "BTG", null));
  private static final List<Coding> LABELS =
      List.of(
          Consents.sensitivity("SDV"),
          Consents.sensitivity("HIV"),
          Consents.sensitivity("MASK"),
          Consents.confidentiality("N"),
          Consents.confidentiality("V"),
          IdentityLabel.IDS.coding(),
          IdentityLabel.DEMO.coding());
  private static final List<ConsentDataMeaning> MEANINGS =
      List.of(
          ConsentDataMeaning.INSTANCE,
          ConsentDataMeaning.RELATED,
          ConsentDataMeaning.DEPENDENTS,
          ConsentDataMeaning.AUTHOREDBY);
  private static final List<Coding> ROLES =
      List.of(Consents.role("IRCP").getCodingFirstRep(), Consents.role("CST").getCodingFirstRep());
  private static final List<Code> IDENTIFIERS =
      List.of(new Code("urn:oid:1.2.3", "42"), new Code("urn:oid:1.2.3", "43"));
  private static final String AUTHOR = "Organization/hospital-be";
  private static final List<String> DATES = List.of("2020", "2026-05", "2026-11-24", "2027");

  private final SplittableRandom random;
  private int made;

  RandomConsents(long seed) {
    random = new SplittableRandom(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  List<Consent> consents() {
    List<Consent> consents = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      consents.add(consent());
    }
    return consents;
  }

  Consent consent() {
    Consent consent = Consents.consent(type());
    consent.setId("c" + made++);
    if (once(8)) {
      consent.setStatus(ConsentState.INACTIVE);
    }
    if (once(8)) {
      consent.addVerification().setVerified(false);
    }
    ProvisionComponent root = consent.getProvision();
    if (once(3)) {
      fill(root);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      root.addProvision(provision(type()));
    }
    return consent;
  }

  ProvisionComponent provision(ConsentProvisionType type) {
    ProvisionComponent provision = new ProvisionComponent().setType(type);
    fill(provision);
    return provision;
  }

  private ConsentProvisionType type() {
    return one(List.of(ConsentProvisionType.PERMIT, ConsentProvisionType.DENY));
  }

  private void fill(ProvisionComponent provision) {
    some(2, () -> fillActor(provision.addActor()));
    some(2, () -> provision.addPurpose(one(PURPOSES).copy()));
    some(4, () -> provision.addAction(action()));
    some(3, () -> provision.addClass_(Consents.type(one(List.of("Observation", "Patient")))));
    some(4, () -> provision.addCode(code()));
    some(3, () -> provision.addSecurityLabel(one(LABELS).copy()));
    some(5, () -> provision.setDataPeriod(period()));
    some(5, () -> provision.setPeriod(period()));
    some(
        5,
        () ->
            provision
                .addData()
                .setMeaning(one(MEANINGS))
                .setReference(new Reference(one(List.of("Observation/o", "Patient/p", AUTHOR)))));
  }

  /** By reference as a rule, by identifier or by nothing but a role at times. */
  private void fillActor(provisionActorComponent actor) {
    switch (random.nextInt(6)) {
      case 0 -> {
        actor.getRole().addCoding(one(ROLES).copy());
        some(3, () -> actor.getRole().addCoding(one(ROLES).copy()));
      }
      case 1 -> {
        Code named = one(IDENTIFIERS);
        actor.getReference().getIdentifier().setSystem(named.system()).setValue(named.code());
      }
      default -> actor.setReference(new Reference(party()));
    }
  }

  private void some(int in, Runnable addition) {
    for (int i = 0; i < 2 && once(in); i++) {
      addition.run();
    }
  }

  private String party() {
    return one(List.of(Consents.SHELTER, Consents.SHELTER, "Group/g", "Organization/other"));
  }

  private CodeableConcept action() {
    return new CodeableConcept(
        new Coding(Vocabulary.CONSENT_ACTION, one(List.of("access", "correct")), null));
  }

  private CodeableConcept code() {
    return new CodeableConcept(new Coding("https://example.org/c", one(List.of("a", "b")), null));
  }

  private Period period() {
    Period period = new Period();
    if (once(2)) {
      period.setStartElement(new DateTimeType(one(DATES)));
    }
    if (!period.hasStart() || once(2)) {
      period.setEndElement(new DateTimeType(one(DATES)));
    }
    return period;
  }

  Resource item() {
    if (once(3)) {
      Patient patient = new Patient();
      patient.setId("p");
      return patient;
    }
    Observation observation = Consents.observation();
    some(2, () -> observation.setCode(code()));
    some(2, () -> observation.setEffective(new DateTimeType(one(DATES))));
    some(2, () -> observation.getMeta().addSecurity(one(LABELS).copy()));
    some(2, () -> observation.addPerformer(new Reference(AUTHOR)));
    return observation;
  }

  DecisionRequest request() {
    Set<Code> purposes =
        once(4)
            ? Set.of(Code.of(PURPOSES.get(0)), Code.of(PURPOSES.get(2)))
            : Set.of(Code.of(one(PURPOSES)));
    return new DecisionRequest(
        Consents.SHELTER,
        once(2) ? Set.of(IDENTIFIERS.get(0)) : Set.of(),
        once(2) ? Set.of("Group/g") : Set.of(),
        once(2) ? Set.of(Code.of(ROLES.get(0))) : Set.of(),
        purposes,
        DecisionRequest.ACCESS);
  }

  /** Somewhere in it: the provision itself, or the value of one of its elements. */
  void unsettle(ProvisionComponent provision, Consumer<Element> how) {
    List<Element> places = new ArrayList<>(List.of(provision));
    provision.getActor().forEach(actor -> places.addAll(places(actor)));
    places.addAll(provision.getPurpose());
    places.addAll(provision.getAction());
    places.addAll(provision.getClass_());
    places.addAll(provision.getCode());
    places.addAll(provision.getSecurityLabel());
    places.addAll(provision.getData());
    if (provision.hasPeriod()) {
      places.add(provision.getPeriod());
    }
    if (provision.hasDataPeriod()) {
      places.add(provision.getDataPeriod());
    }
    how.accept(one(places));
  }

  /** What it is known by; the role of one who is named is not asked for. */
  private static List<Element> places(provisionActorComponent actor) {
    List<Element> places = new ArrayList<>(List.of(actor));
    if (!actor.hasReference()) {
      places.addAll(actor.getRole().getCoding());
    } else if (actor.getReference().hasIdentifier()) {
      places.add(actor.getReference().getIdentifier());
    }
    return places;
  }
}
