/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import jakarta.annotation.PreDestroy;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Watches every answer that a test gets: one that holds an internal id of anything stored fails the
 * test, whatever it was about.
 */
@Component
public class InternalIds {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** One of each server that runs. */
  private static final List<InternalIds> RUNNING = new CopyOnWriteArrayList<>();

  private final JdbcClient jdbc;

  InternalIds(JdbcClient jdbc) {
    this.jdbc = jdbc;
    RUNNING.add(this);
  }

  @PreDestroy
  void stop() {
    RUNNING.remove(this);
  }

  /**
   * @param sent address and body of the request: what the caller wrote itself it may read again
   */
  static void requireNoneIn(HttpResponse<String> response, String sent) {
    Set<String> ids = new TreeSet<>();
    collect(response.body(), ids);
    response.headers().map().values().forEach(values -> values.forEach(v -> collect(v, ids)));
    Set<String> own = new TreeSet<>();
    collect(sent, own);
    ids.removeAll(own);
    if (!ids.isEmpty() && RUNNING.stream().anyMatch(server -> server.hasAny(ids))) {
      throw new AssertionError("An internal id has left: " + response.request().uri().getPath());
    }
  }

  private boolean hasAny(Set<String> ids) {
    int internal =
        jdbc.sql(
                """
                select count(*) from exchange.case_item
                 where id = any(:ids) or revision = any(:ids)
                """)
            .param("ids", ids.stream().map(UUID::fromString).toArray(UUID[]::new))
            .query(Integer.class)
            .single();
    return internal > 0;
  }

  private static void collect(String text, Set<String> ids) {
    Matcher matcher = UUID_FORM.matcher(text);
    while (matcher.find()) {
      ids.add(matcher.group());
    }
  }
}
