/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.notification.Subscriptions;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.springframework.stereotype.Component;

/**
 * Looks up subscriptions for their own organisation; one of another's and one that never was give
 * the same answer. Their ids are random and shared by nobody, and so are not translated.
 */
@Component
class OwnSubscriptions {
  private final SubscriptionStore subscriptions;

  OwnSubscriptions(SubscriptionStore subscriptions) {
    this.subscriptions = subscriptions;
  }

  /**
   * @throws ExchangeException not-found
   */
  SubscriptionRow find(Caller caller, String id) {
    return own(caller, id, subscriptions::find);
  }

  /** The same, and nobody else changes it until the end of the transaction. */
  SubscriptionRow locked(Caller caller, String id) {
    return own(caller, id, subscriptions::lock);
  }

  private static SubscriptionRow own(
      Caller caller, String id, Function<UUID, Optional<SubscriptionRow>> lookUp) {
    return read(id)
        .flatMap(lookUp)
        .filter(row -> row.isOf(caller))
        .orElseThrow(ExchangeException::notFound);
  }

  private static Optional<UUID> read(String id) {
    try {
      UUID uuid = UUID.fromString(id);
      return uuid.toString().equals(id) ? Optional.of(uuid) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Subscription shown(SubscriptionRow row) {
    Subscription shown =
        Subscriptions.write(row.terms(), SubscriptionStatus.fromCode(row.status()));
    shown.setId(new IdType("Subscription", row.id().toString()));
    shown.getMeta().setVersionId(Long.toString(row.version()));
    return shown;
  }
}
