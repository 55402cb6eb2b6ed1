/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;

/** The referral that ships with the sandbox, fresh for each test. */
public final class Referrals {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();

  private Referrals() {}

  /** Exactly as shipped. */
  public static Bundle shipped() {
    try (InputStream in = Referrals.class.getResourceAsStream("/sandbox/referral-bundle.json");
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return CONTEXT.newJsonParser().parseResource(Bundle.class, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Any resource, as JSON. */
  public static Resource read(String json) {
    return (Resource) CONTEXT.newJsonParser().parseResource(json);
  }

  /** As shipped, under a placer identifier that was not used before. */
  public static Bundle fresh() {
    Bundle bundle = shipped();
    for (Identifier identifier : one(bundle, ServiceRequest.class).getIdentifier()) {
      identifier.setValue("REQ-" + UUID.randomUUID());
    }
    return bundle;
  }

  /** What its permits give to the first service they give to a second organisation, too. */
  public static Bundle alsoPermitting(Bundle bundle, String organisation) {
    one(bundle, Consent.class)
        .getProvision()
        .getProvision()
        .forEach(
            permit ->
                permit
                    .addActor()
                    .setRole(permit.getActorFirstRep().getRole().copy())
                    .setReference(new Reference("Organization/" + organisation)));
    return bundle;
  }

  /** With a booked appointment of the person in its first entry. */
  public static Bundle withAnAppointment(Bundle bundle, String start, String end) {
    Appointment appointment = new Appointment().setStatus(AppointmentStatus.BOOKED);
    appointment.getStartElement().setValueAsString(start);
    appointment.getEndElement().setValueAsString(end);
    appointment
        .addParticipant()
        .setActor(new Reference(bundle.getEntryFirstRep().getFullUrl()))
        .setStatus(ParticipationStatus.ACCEPTED);
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:" + UUID.randomUUID())
        .setResource(appointment)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Appointment");
    return bundle;
  }

  public static <T extends Resource> T one(Bundle bundle, Class<T> type) {
    return bundle.getEntry().stream()
        .map(BundleEntryComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  /** The id that the submitter was given for the first entry of a type. */
  public static String id(Bundle response, String type) {
    return ids(response, type).get(0);
  }

  public static List<String> ids(Bundle response, String type) {
    return response.getEntry().stream()
        .map(entry -> new IdType(entry.getResponse().getLocation()))
        .filter(id -> type.equals(id.getResourceType()))
        .map(IdType::getIdPart)
        .toList();
  }
}
