/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.SystemScope;
import eu.amelie.interceptors.notification.Notices;
import eu.amelie.interceptors.notification.SubscriptionTerms;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A subscription as it is kept.
 *
 * @param purposes codes, with spaces between
 * @param base of the server's addresses as the subscriber called it
 * @param status FHIR code
 * @param handshaken whether the receiver has taken a handshake at this address
 * @param events that have been told so far
 * @param failures in a row
 */
record SubscriptionRow(
    UUID id,
    long version,
    String organisation,
    String client,
    String role,
    String country,
    String purposes,
    String base,
    SubscriptionTerms terms,
    String status,
    boolean handshaken,
    long events,
    int failures) {

  static SubscriptionRow of(UUID id, Caller caller, String base, SubscriptionTerms terms) {
    String purposes =
        caller.purposes().stream().map(Purpose::code).sorted().collect(Collectors.joining(" "));
    return new SubscriptionRow(
        id,
        1,
        caller.organisation(),
        caller.clientId(),
        caller.role().claim(),
        caller.country(),
        purposes,
        base,
        terms,
        "requested",
        false,
        0,
        0);
  }

  /** Whoever is behind other terms has taken no handshake yet. */
  SubscriptionRow with(SubscriptionTerms others, String otherStatus) {
    return new SubscriptionRow(
        id,
        version + 1,
        organisation,
        client,
        role,
        country,
        purposes,
        base,
        others,
        otherStatus,
        false,
        events,
        0);
  }

  /** The subscriber, for whom is decided: it reads Tasks, and nothing else. */
  Caller caller() {
    return new Caller(
        organisation,
        client,
        Role.ofClaim(role),
        country,
        Arrays.stream(purposes.split(" ")).map(Purpose::of).collect(Collectors.toSet()),
        Set.of(new SystemScope("Task", "r")),
        false);
  }

  Notices.Source source(long eventsSoFar) {
    return new Notices.Source(base, id.toString(), terms.topic(), status, eventsSoFar);
  }

  boolean isOf(Caller other) {
    return organisation.equals(other.organisation());
  }

  Optional<Integer> heartbeatSeconds() {
    return terms.heartbeat().map(period -> Math.toIntExact(period.toSeconds()));
  }

  @Override
  public String toString() {
    return "SubscriptionRow[" + terms.topic().id() + "]";
  }
}
