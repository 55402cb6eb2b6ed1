/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.notification;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.ExchangeException.Issue;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelComponent;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.hl7.fhir.r4.model.UnsignedIntType;

/**
 * Reads and writes a Subscription of R4 as the R5 backport shapes it (Subscriptions R5 Backport
 * 1.1, profile R4/B Topic-Based Subscription).
 *
 * <p>Guaranteed: what is accepted asks for no more than the id of a Task, by a call that the
 * exchange signs; a filter, a header or an extension that nobody here would honour is refused, not
 * ignored; words of the sender's are not taken over. Not guaranteed: that the address may be called
 * ({@link Endpoints}).
 */
public final class Subscriptions {
  private static final String BACKPORT =
      "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";
  private static final String PROFILE = BACKPORT + "backport-subscription";
  private static final String CONTENT = BACKPORT + "backport-payload-content";
  private static final String HEARTBEAT = BACKPORT + "backport-heartbeat-period";

  /** What a receiver can bear of each call; a call of ours is one event and short anyhow. */
  private static final Set<String> BOUNDS =
      Set.of(BACKPORT + "backport-timeout", BACKPORT + "backport-max-count");

  private static final String JSON = "application/fhir+json";
  private static final String REASON = "Supportive Care Exchange";
  private static final int SHORTEST_SECONDS = 1;
  private static final int LONGEST_SECONDS = 86_400;

  private final List<Issue> issues = new ArrayList<>();

  private Subscriptions() {}

  /**
   * @throws ExchangeException profile-violation, with an issue for each thing that is not offered
   */
  public static SubscriptionTerms read(Subscription sent, Instant now) {
    Subscriptions reader = new Subscriptions();
    SubscriptionTerms terms = reader.terms(sent);
    reader.require(
        !hasEnded(terms.end(), now),
        "Subscription.end",
        "A subscription ends at a time that is to come.");
    if (!reader.issues.isEmpty()) {
      throw ExchangeException.of(ErrorCode.PROFILE_VIOLATION, reader.issues);
    }
    return terms;
  }

  private SubscriptionTerms terms(Subscription sent) {
    require(
        !sent.hasExtension() && !sent.hasModifierExtension() && !sent.hasContained(),
        "Subscription",
        "An extension of this Subscription is not offered.");
    Optional<Topic> topic = Topic.ofCanonical(sent.getCriteria());
    require(
        topic.isPresent(), "Subscription.criteria", "The criteria is the canonical of a topic.");
    require(
        !sent.getCriteriaElement().hasExtension(),
        "Subscription.criteria",
        "Filters are not offered.");
    SubscriptionChannelComponent channel = sent.getChannel();
    require(
        channel.getType() == SubscriptionChannelType.RESTHOOK,
        "Subscription.channel.type",
        "The channel is a rest-hook.");
    require(
        !channel.hasHeader(),
        "Subscription.channel.header",
        "Headers are not offered: every call is signed instead.");
    return new SubscriptionTerms(
        topic.orElse(Topic.TASK_CHANGED),
        endpoint(channel),
        idOnly(channel),
        heartbeat(channel),
        Optional.ofNullable(sent.getEnd()).map(Date::toInstant));
  }

  private URI endpoint(SubscriptionChannelComponent channel) {
    try {
      return new URI(channel.hasEndpoint() ? channel.getEndpoint() : "");
    } catch (URISyntaxException e) {
      require(false, Endpoints.EXPRESSION, Endpoints.REFUSED);
      return URI.create("");
    }
  }

  private boolean idOnly(SubscriptionChannelComponent channel) {
    require(
        JSON.equals(channel.getPayload()),
        "Subscription.channel.payload",
        "The payload is application/fhir+json.");
    List<Extension> content = channel.getPayloadElement().getExtension();
    String code =
        content.size() == 1
                && CONTENT.equals(content.get(0).getUrl())
                && content.get(0).getValue() instanceof CodeType value
            ? value.getValue()
            : "";
    require(
        Set.of("empty", "id-only").contains(code),
        "Subscription.channel.payload",
        "The payload's content is id-only or empty.");
    return "id-only".equals(code);
  }

  private Optional<Duration> heartbeat(SubscriptionChannelComponent channel) {
    Optional<Duration> heartbeat = Optional.empty();
    for (Extension extension : channel.getExtension()) {
      if (HEARTBEAT.equals(extension.getUrl())
          && extension.getValue() instanceof IntegerType seconds
          && seconds.getValue() != null
          && seconds.getValue() >= SHORTEST_SECONDS
          && seconds.getValue() <= LONGEST_SECONDS) {
        heartbeat = Optional.of(Duration.ofSeconds(seconds.getValue()));
      } else {
        require(
            BOUNDS.contains(extension.getUrl()),
            "Subscription.channel",
            "An extension of this channel is not offered.");
      }
    }
    return heartbeat;
  }

  private void require(boolean holds, String expression, String message) {
    if (!holds) {
      issues.add(new Issue(expression, message));
    }
  }

  /** The Subscription as its subscriber sees it, without an id. */
  public static Subscription write(SubscriptionTerms terms, SubscriptionStatus status) {
    Subscription subscription = new Subscription();
    subscription.getMeta().addProfile(PROFILE);
    subscription
        .setStatus(status)
        .setReason(REASON)
        .setCriteria(terms.topic().canonical())
        .setEnd(terms.end().map(Date::from).orElse(null));
    SubscriptionChannelComponent channel = subscription.getChannel();
    channel
        .setType(SubscriptionChannelType.RESTHOOK)
        .setEndpoint(terms.endpoint().toString())
        .setPayload(JSON);
    channel
        .getPayloadElement()
        .addExtension(CONTENT, new CodeType(terms.idOnly() ? "id-only" : "empty"));
    terms
        .heartbeat()
        .ifPresent(
            period ->
                channel.addExtension(
                    HEARTBEAT, new UnsignedIntType(Math.toIntExact(period.toSeconds()))));
    return subscription;
  }

  /** Whether a subscription that ends then has ended now. */
  public static boolean hasEnded(Optional<Instant> end, Instant now) {
    return end.filter(instant -> !instant.isAfter(now)).isPresent();
  }
}
