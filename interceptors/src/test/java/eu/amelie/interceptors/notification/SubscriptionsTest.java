/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.junit.jupiter.api.Test;

/** What a subscriber may ask for, each beside what it may not (disclosure D2). */
class SubscriptionsTest {
  private static final String BACKPORT =
      "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final SubscriptionTerms TERMS =
      new SubscriptionTerms(
          Topic.TASK_CHANGED,
          URI.create("https://hooks.example.org/sc"),
          true,
          Optional.of(Duration.ofSeconds(60)),
          Optional.of(Instant.parse("2027-01-01T00:00:00Z")));

  private static Subscription subscription() {
    return Subscriptions.write(TERMS, SubscriptionStatus.REQUESTED);
  }

  private static List<String> refused(Consumer<Subscription> change) {
    Subscription subscription = subscription();
    change.accept(subscription);
    ExchangeException refusal =
        catchThrowableOfType(ExchangeException.class, () -> Subscriptions.read(subscription, NOW));
    assertThat(refusal.code()).isEqualTo(ErrorCode.PROFILE_VIOLATION);
    return refusal.issues().stream().map(ExchangeException.Issue::expression).toList();
  }

  @Test
  void whatIsWrittenIsReadBack() {
    assertThat(Subscriptions.read(subscription(), NOW)).isEqualTo(TERMS);
  }

  @Test
  void whatHasEndedBeforeItBeginsIsRefused() {
    assertThat(refused(sent -> sent.setEnd(Date.from(NOW)))).containsExactly("Subscription.end");
    assertThat(refused(sent -> sent.setEnd(Date.from(NOW.minusSeconds(60)))))
        .containsExactly("Subscription.end");
    assertThat(Subscriptions.read(subscription().setEnd(null), NOW).end()).isEmpty();
  }

  @Test
  void anEmptyPayloadIsLessAndSoIsOffered() {
    Subscription subscription = subscription();
    subscription
        .getChannel()
        .getPayloadElement()
        .getExtension()
        .get(0)
        .setValue(new CodeType("empty"));

    assertThat(Subscriptions.read(subscription, NOW).idOnly()).isFalse();
  }

  @Test
  void theSendersOwnWordsAreNotTakenOver() {
    Subscription subscription = subscription();
    subscription.setReason("For a fictional person");

    assertThat(
            Subscriptions.write(Subscriptions.read(subscription, NOW), SubscriptionStatus.ACTIVE)
                .getReason())
        .doesNotContain("fictional");
  }

  @Test
  void d2MoreThanAnIdIsRefused() {
    assertThat(
            refused(
                s ->
                    s.getChannel()
                        .getPayloadElement()
                        .getExtension()
                        .get(0)
                        .setValue(new CodeType("full-resource"))))
        .containsExactly("Subscription.channel.payload");
    assertThat(refused(s -> s.getChannel().getPayloadElement().setExtension(null)))
        .containsExactly("Subscription.channel.payload");
    assertThat(refused(s -> s.getChannel().setPayload("application/fhir+xml")))
        .containsExactly("Subscription.channel.payload");
  }

  @Test
  void d2OtherChannelsHeadersFiltersAndCriteriaAreRefused() {
    assertThat(refused(s -> s.getChannel().setType(SubscriptionChannelType.EMAIL)))
        .containsExactly("Subscription.channel.type");
    assertThat(refused(s -> s.getChannel().addHeader("Authorization: secret")))
        .containsExactly("Subscription.channel.header");
    assertThat(refused(s -> s.setCriteria("Task?status=requested")))
        .containsExactly("Subscription.criteria");
    assertThat(
            refused(
                s ->
                    s.getCriteriaElement()
                        .addExtension(
                            BACKPORT + "backport-filter-criteria",
                            new StringType("Task?patient=x"))))
        .containsExactly("Subscription.criteria");
    assertThat(refused(s -> s.addExtension("urn:any", new StringType("x"))))
        .containsExactly("Subscription");
    assertThat(refused(s -> s.getChannel().addExtension("urn:any", new StringType("x"))))
        .containsExactly("Subscription.channel");
  }

  @Test
  void aHeartbeatThatIsNoTimeIsRefused() {
    assertThat(refused(s -> s.getChannel().getExtension().get(0).setValue(new UnsignedIntType(0))))
        .containsExactly("Subscription.channel");
  }

  @Test
  void aSubscriptionEndsAtItsEnd() {
    Instant end = Instant.parse("2027-01-01T00:00:00Z");

    assertThat(Subscriptions.hasEnded(Optional.of(end), end)).isTrue();
    assertThat(Subscriptions.hasEnded(Optional.of(end), end.minusSeconds(1))).isFalse();
    assertThat(Subscriptions.hasEnded(Optional.empty(), end)).isFalse();
  }
}
