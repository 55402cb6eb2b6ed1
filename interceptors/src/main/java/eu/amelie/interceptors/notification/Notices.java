/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.notification;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * The Bundles that are sent and answered about a subscription (Subscriptions R5 Backport 1.1, R4
 * notifications and R4 subscription status).
 *
 * <p>Guaranteed: a Bundle holds the subscription's id, its topic, counts of its own events, the
 * time of the Bundle to the second and, where it is told, the id of a Task in the ids of whoever
 * receives it; never a resource of a case, and no time at which anything happened to anybody.
 */
public final class Notices {
  private static final String STATUS_PROFILE =
      "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/"
          + "backport-subscription-status-r4";

  /** What a Bundle is for; the codes of {@code subscription-notification-type} of R5. */
  public enum Kind {
    HANDSHAKE("handshake"),
    HEARTBEAT("heartbeat"),
    EVENT("event-notification"),
    QUERY_STATUS("query-status"),
    QUERY_EVENT("query-event");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /**
   * One event of a subscription.
   *
   * @param focus of a Task in the receiver's ids; empty where it may not be named (any longer)
   */
  public record Event(long number, Optional<String> focus) {}

  /**
   * The subscription as a Bundle speaks of it.
   *
   * @param base of the server's addresses as the subscriber knows them
   * @param status FHIR code
   * @param events how many there have been so far
   */
  public record Source(String base, String id, Topic topic, String status, long events) {}

  private Notices() {}

  /**
   * @param bundleId of its own, random
   */
  public static Bundle bundle(
      Source source, Kind kind, List<Event> events, UUID bundleId, Instant now) {
    Bundle bundle =
        new Bundle().setType(kind == Kind.QUERY_STATUS ? BundleType.SEARCHSET : BundleType.HISTORY);
    bundle.setId(bundleId.toString());
    bundle.setTimestampElement(instant(now));
    BundleEntryComponent first = bundle.addEntry();
    // The address of an operation is nobody's identity, and a searchset lists nothing without one.
    first.setFullUrl(source.base() + "/Parameters/" + bundleId);
    first.setResource(status(source, kind, events, now).setId(bundleId.toString()));
    if (kind == Kind.QUERY_STATUS) {
      first.getSearch().setMode(Bundle.SearchEntryMode.MATCH);
      bundle.setTotal(1);
      return bundle;
    }
    describe(first, "Subscription/" + source.id() + "/$status");
    for (Event event : events) {
      event
          .focus()
          .ifPresent(
              focus -> {
                BundleEntryComponent entry = bundle.addEntry();
                entry.setFullUrl(source.base() + "/" + focus);
                describe(entry, focus);
              });
    }
    return bundle;
  }

  /** A history's entry says by which request it came about. */
  private static void describe(BundleEntryComponent entry, String url) {
    entry.getRequest().setMethod(HTTPVerb.GET).setUrl(url);
    entry.getResponse().setStatus("200");
  }

  private static Parameters status(Source source, Kind kind, List<Event> events, Instant now) {
    Parameters status = new Parameters();
    status.getMeta().addProfile(STATUS_PROFILE);
    status
        .addParameter()
        .setName("subscription")
        .setValue(new Reference(source.base() + "/Subscription/" + source.id()));
    status.addParameter().setName("topic").setValue(new CanonicalType(source.topic().canonical()));
    status.addParameter().setName("status").setValue(new CodeType(source.status()));
    status.addParameter().setName("type").setValue(new CodeType(kind.code()));
    status
        .addParameter()
        .setName("events-since-subscription-start")
        .setValue(new StringType(Long.toString(source.events())));
    for (Event event : events) {
      ParametersParameterComponent part = status.addParameter().setName("notification-event");
      part.addPart()
          .setName("event-number")
          .setValue(new StringType(Long.toString(event.number())));
      part.addPart().setName("timestamp").setValue(instant(now));
      event
          .focus()
          .ifPresent(focus -> part.addPart().setName("focus").setValue(new Reference(focus)));
    }
    return status;
  }

  private static InstantType instant(Instant now) {
    return new InstantType(now.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
