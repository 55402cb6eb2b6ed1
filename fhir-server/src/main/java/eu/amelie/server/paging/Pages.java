/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.paging;

import ca.uhn.fhir.rest.api.Constants;
import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.FhirCall;
import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.QueryParameter;
import eu.amelie.interceptors.access.RawRequest;
import eu.amelie.interceptors.access.RequestLine;
import eu.amelie.interceptors.access.SearchValue.Moment;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.pseudonym.keys.AssociatedData;
import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.keys.SealedToken;
import eu.amelie.server.call.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.springframework.stereotype.Component;

/**
 * Links between the pages of a list. A next link carries the question, sealed for the caller who
 * asked it, and never the answer: whoever follows it passes gate and decision anew. It is good for
 * one hour.
 */
@Component
public class Pages {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final String SEPARATOR = "\n";
  private static final int PARTS = 5;

  private final SealedToken tokens;
  private final InstantSource clock = InstantSource.system();

  Pages(ExchangeKeys keys, SecureRandom random) {
    this.tokens = new SealedToken(keys.pageTokenKey(), random);
  }

  /** A page link, opened: what was asked then, and how many rows were shown since. */
  record Followed(FhirCall asked, int offset) {}

  /**
   * The caller's own parameters, without those that may not stand in an address; of a further page,
   * a link to it.
   */
  public void addSelf(Call call, Bundle bundle) {
    bundle.addLink().setRelation("self").setUrl(self(call));
  }

  private String self(Call call) {
    if (call.offset() > 0) {
      return link(call, call.offset(), call.asked().parameters().stream());
    }
    String query = query(call.asked().parameters().stream().filter(QueryParameter::inUrl));
    String address = call.base() + path(call.interaction());
    return query.isEmpty() ? address : address + "?" + query;
  }

  public void addNext(Call call, Bundle bundle, int offset) {
    addNext(call, bundle, offset, call.asked().parameters().stream());
  }

  /**
   * The same of a search, with the bounds of {@code _lastUpdated} that this page was found by:
   * where they would be others by the next, rows would move past it.
   */
  public void addNext(Call call, Bundle bundle, int offset, List<Moment> bounds) {
    Stream<QueryParameter> others =
        call.asked().parameters().stream()
            .filter(parameter -> !parameter.name().equals(Constants.PARAM_LASTUPDATED));
    Stream<QueryParameter> times =
        bounds.stream()
            .map(
                moment ->
                    new QueryParameter(
                        Constants.PARAM_LASTUPDATED,
                        Optional.empty(),
                        moment.prefix().name().toLowerCase(Locale.ROOT) + moment.text(),
                        true));
    addNext(call, bundle, offset, Stream.concat(others, times));
  }

  private void addNext(Call call, Bundle bundle, int offset, Stream<QueryParameter> parameters) {
    bundle.addLink().setRelation("next").setUrl(link(call, offset, parameters));
  }

  private String link(Call call, int offset, Stream<QueryParameter> parameters) {
    String content =
        String.join(
            SEPARATOR,
            Long.toString(clock.instant().plus(LIFE).getEpochSecond()),
            Integer.toString(offset),
            call.interaction() instanceof Interaction.SearchOfType ? "POST" : "GET",
            path(call.interaction()),
            query(parameters));
    String token = tokens.seal(content.getBytes(StandardCharsets.UTF_8), boundTo(call.caller()));
    return call.base() + "?_page=" + token;
  }

  /** Empty for whatever is no link of this caller's that still holds. */
  Optional<Followed> open(Caller caller, String token) {
    return tokens
        .open(token, boundTo(caller))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, PARTS))
        .filter(parts -> parts.length == PARTS)
        .filter(parts -> clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[0]))))
        .map(Pages::followed);
  }

  private static Followed followed(String[] parts) {
    boolean posted = parts[2].equals("POST");
    RawRequest request =
        posted
            ? new RawRequest("POST", parts[3] + "/_search", "", parts[4], Map.of())
            : RawRequest.of("GET", parts[3], parts[4]);
    return new Followed(RequestLine.read(request).orThrow(), Integer.parseInt(parts[1]));
  }

  private static byte[] boundTo(Caller caller) {
    return AssociatedData.of("page", caller.organisation(), caller.clientId());
  }

  private static String path(Interaction interaction) {
    if (interaction instanceof Interaction.SearchOfType search) {
      return "/" + search.type();
    }
    if (interaction instanceof Interaction.HistoryOfInstance history) {
      return "/%s/%s/_history".formatted(history.type(), history.id());
    }
    if (interaction instanceof Interaction.Operation operation) {
      return "/%s/%s/$%s"
          .formatted(
              operation.type().orElseThrow(), operation.id().orElseThrow(), operation.name());
    }
    throw ExchangeException.notFound();
  }

  private static String query(Stream<QueryParameter> parameters) {
    return parameters
        .map(
            parameter ->
                encode(parameter.name() + parameter.modifier().map(m -> ":" + m).orElse(""))
                    + "="
                    + encode(parameter.value()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%3A", ":").replace("%2F", "/");
  }
}
