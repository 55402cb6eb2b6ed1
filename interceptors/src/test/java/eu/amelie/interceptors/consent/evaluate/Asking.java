/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import eu.amelie.interceptors.consent.Consents;
import eu.amelie.interceptors.consent.IdentityLabel;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;

/** One question: by default the shelter's, for support, about the observation of a person. */
final class Asking {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String SAFE_CONTACT =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-safe-contact";

  private Resource item = Consents.observation();
  private Type organization = new Reference(Consents.SHELTER);
  private Coding purpose = support();
  private final Parameters more = new Parameters();

  static Asking with(Consent... consents) {
    Asking asking = new Asking();
    for (Consent consent : consents) {
      asking.more.addParameter().setName("consent").setResource(consent);
    }
    return asking;
  }

  Asking about(Resource other) {
    item = other;
    return this;
  }

  Asking as(String reference) {
    organization = new Reference(reference);
    return this;
  }

  Asking as(String system, String value) {
    organization = identifier(system, value);
    return this;
  }

  Asking inGroup(String reference) {
    more.addParameter("group", new Reference(reference));
    return this;
  }

  Asking inRole(String code) {
    more.addParameter("role", Consents.role(code).getCodingFirstRep());
    return this;
  }

  Asking forPurpose(String code) {
    purpose = reason(code);
    return this;
  }

  Asking andForPurpose(String code) {
    more.addParameter("purposeOfUse", reason(code));
    return this;
  }

  Asking to(String action) {
    more.addParameter(
        "action", new Coding("http://terminology.hl7.org/CodeSystem/consentaction", action, null));
    return this;
  }

  Asking knowing(Resource related) {
    more.addParameter().setName("related").setResource(related);
    return this;
  }

  Asking at(String instant) {
    more.addParameter("instant", new InstantType(instant));
    return this;
  }

  Asking withLiveTask(boolean live) {
    more.addParameter("assumeLiveTask", new BooleanType(live));
    return this;
  }

  Parameters in() {
    Parameters in = new Parameters();
    more.getParameter().forEach(parameter -> in.addParameter(parameter.copy()));
    in.addParameter().setName("resource").setResource(item);
    in.addParameter("organization", organization);
    in.addParameter("purposeOfUse", purpose);
    return in;
  }

  Out ask() {
    return ask(null);
  }

  Out ask(String language) {
    return new Out(EvaluateConsent.answer(in(), NOW, language));
  }

  /** The output, by name. */
  record Out(Parameters parameters) {
    String decision() {
      return only("decision").primitiveValue();
    }

    String reason() {
      return only("reason").primitiveValue();
    }

    String explanation() {
      return only("explanation").primitiveValue();
    }

    List<String> basis() {
      return all("basis").stream().map(one -> one.getValue().primitiveValue()).toList();
    }

    List<String> releasedLabels() {
      return all("releasedLabel").stream().map(one -> ((Coding) one.getValue()).getCode()).toList();
    }

    /** As {@code consent: reason}. */
    List<String> ignored() {
      return all("ignored").stream()
          .map(
              one ->
                  one.getPart().get(0).getValue().primitiveValue()
                      + ": "
                      + one.getPart().get(1).getValue().primitiveValue())
          .toList();
    }

    private Type only(String name) {
      List<ParametersParameterComponent> found = all(name);
      if (found.size() != 1) {
        throw new AssertionError(name + " is there " + found.size() + " times");
      }
      return found.get(0).getValue();
    }

    private List<ParametersParameterComponent> all(String name) {
      return parameters.getParameter().stream().filter(one -> one.getName().equals(name)).toList();
    }
  }

  static Coding support() {
    return new Coding(Consents.SUPPORT.system(), Consents.SUPPORT.code(), null);
  }

  static Coding reason(String code) {
    return new Coding(Consents.ACT_REASON, code, null);
  }

  static Coding label(String code) {
    return IdentityLabel.valueOf(code).coding();
  }

  static Identifier identifier(String system, String value) {
    return new Identifier().setSystem(system).setValue(value);
  }

  /** The person; a null for no safe-contact rule. */
  static Patient patient(String safeContact) {
    Patient patient = new Patient();
    patient.setId("p");
    if (safeContact != null) {
      patient
          .addExtension()
          .setUrl(SAFE_CONTACT)
          .setValue(
              new CodeableConcept(
                  new Coding(
                      "https://fhir.example.org/supportive-care/CodeSystem/sc-contact",
                      safeContact,
                      null)));
    }
    return patient;
  }

  static Consent altered(Consent consent, Consumer<Consent> alteration) {
    alteration.accept(consent);
    return consent;
  }
}
