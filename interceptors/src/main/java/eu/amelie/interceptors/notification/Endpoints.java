/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.notification;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which addresses the exchange calls on behalf of which organisation.
 *
 * <p>Guaranteed: an address is called only over TLS, only when it lies below one that is listed for
 * just this organisation, and never with somebody's name, a fragment or a way around in it. Where
 * loopback is allowed, which is for a sandbox alone, this machine may be called by its plain names,
 * too. Not guaranteed: where the name leads; that is held against {@link Addresses} once it is
 * resolved.
 */
public final class Endpoints {
  static final String EXPRESSION = "Subscription.channel.endpoint";
  static final String REFUSED = "This endpoint is not on your organisation's list.";

  private static final int LONGEST = 1000;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Map<String, List<URI>> listed;
  private final boolean loopback;

  /**
   * @param listed by organisation: what an endpoint begins with
   * @param loopback whether everybody may be called on this machine
   */
  public Endpoints(Map<String, List<URI>> listed, boolean loopback) {
    this.listed = Map.copyOf(listed);
    this.loopback = loopback;
  }

  public boolean loopback() {
    return loopback;
  }

  /**
   * @throws ExchangeException profile-violation, in the same words for every reason
   */
  public void require(String organisation, URI endpoint) {
    if (!permits(organisation, endpoint)) {
      throw ExchangeException.at(ErrorCode.PROFILE_VIOLATION, EXPRESSION, REFUSED);
    }
  }

  public boolean permits(String organisation, URI endpoint) {
    if (!isPlain(endpoint)) {
      return false;
    }
    if (LOOPBACK.contains(host(endpoint))) {
      return loopback;
    }
    return "https".equals(scheme(endpoint))
        && listed.getOrDefault(organisation, List.of()).stream()
            .anyMatch(prefix -> isBelow(endpoint, prefix));
  }

  private static boolean isPlain(URI endpoint) {
    return endpoint.isAbsolute()
        && !endpoint.isOpaque()
        && Set.of("http", "https").contains(scheme(endpoint))
        && endpoint.getHost() != null
        && endpoint.getRawUserInfo() == null
        && endpoint.getRawFragment() == null
        && endpoint.toString().length() <= LONGEST
        && endpoint.normalize().equals(endpoint)
        && !endpoint.getRawPath().contains("%");
  }

  private static boolean isBelow(URI endpoint, URI prefix) {
    String path = prefix.getRawPath().isEmpty() ? "/" : prefix.getRawPath();
    String own = endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
    return Objects.equals(scheme(prefix), scheme(endpoint))
        && Objects.equals(host(prefix), host(endpoint))
        && prefix.getPort() == endpoint.getPort()
        && (own.equals(path) || own.startsWith(path.endsWith("/") ? path : path + "/"));
  }

  private static String scheme(URI uri) {
    return uri.getScheme().toLowerCase(Locale.ROOT);
  }

  private static String host(URI uri) {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }
}
