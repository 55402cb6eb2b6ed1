/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys;

import eu.amelie.server.database.StartRefusedException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A key management service with Vault's Transit interface. It holds no secret itself; the token
 * lies in a file. Which certificates are trusted is the JVM's own matter ({@code
 * javax.net.ssl.trustStore}).
 *
 * @param address such as {@code https://vault.example.org:8200}; unencrypted only on this machine
 * @param mount where the engine is mounted; default {@code transit}
 * @param key name of the key, of a type that binds associated data ({@code aes256-gcm96})
 * @param namespace sent along where it is not empty
 * @param tokenFile holds the token; read for each call, so that an agent may renew it
 * @param connectTimeout 100 ms to 30 s, default 2 s
 * @param timeout for a whole call; 100 ms to 30 s, default 3 s
 * @param remember how long an opened data key stays in memory; 0 to 1 h, default 1 min
 */
public record TransitSettings(
    @DefaultValue("") String address,
    @DefaultValue("transit") String mount,
    @DefaultValue("") String key,
    @DefaultValue("") String namespace,
    @DefaultValue("") String tokenFile,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("3s") Duration timeout,
    @DefaultValue("1m") Duration remember) {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*");
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  boolean isConfigured() {
    return !address.isBlank();
  }

  void check() {
    URI uri = uri();
    boolean encrypted = "https".equals(uri.getScheme());
    boolean here = "http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost());
    if (uri.getHost() == null || !(encrypted || here) || uri.getUserInfo() != null) {
      throw new StartRefusedException(
          "AMELIE_TRANSIT_ADDRESS must start with https:// and hold no password.");
    }
    for (String part : mount.split("/", -1)) {
      matching("AMELIE_TRANSIT_MOUNT", part);
    }
    matching("AMELIE_TRANSIT_KEY", key);
    if (tokenFile.isBlank()) {
      throw new StartRefusedException("No token is configured: set AMELIE_TRANSIT_TOKEN_FILE.");
    }
    KeySettings.within("transit.connect-timeout", connectTimeout, SHORTEST, LONGEST);
    KeySettings.within("transit.timeout", timeout, SHORTEST, LONGEST);
    KeySettings.within("transit.remember", remember, Duration.ZERO, Duration.ofHours(1));
  }

  private static void matching(String setting, String part) {
    if (!PATH.matcher(part).matches()) {
      throw new StartRefusedException(setting + " is not a name: letters, digits, . _ - only.");
    }
  }

  /** Of an operation on the key. */
  URI uri(String operation) {
    return URI.create(
        "%s/v1/%s/%s/%s".formatted(address.replaceFirst("/+$", ""), mount, operation, key));
  }

  private URI uri() {
    try {
      return URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException("AMELIE_TRANSIT_ADDRESS is not an address.", e);
    }
  }
}
