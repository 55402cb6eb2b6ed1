/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.openapi;

import eu.amelie.interceptors.access.Interaction;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One way to call the exchange.
 *
 * @param type of the resource, empty at the base
 * @param operation its name, where it is one
 */
record ApiCall(
    HttpMethod method, String path, Kind kind, Optional<String> type, Optional<String> operation) {

  /** What is done. */
  enum Kind {
    CAPABILITIES("The contract of your role"),
    PAGE("Another page of a list, by the link that the list gave"),
    BUNDLE("A transaction, all or nothing, or a batch of single calls"),
    SEARCH("Search"),
    SEARCH_BY_FORM("Search, with parameters that stand in no log"),
    CREATE("Create"),
    READ("Read"),
    UPDATE("Replace the version that If-Match names"),
    PATCH("Change the version that If-Match names, by JSON Patch"),
    VERSION("Read a version of your own"),
    HISTORY("The versions of your own"),
    OPERATION("Operation"),
    DOCUMENT("Operation that answers with a document"),
    TABLE("Operation that answers with a table, too");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    boolean writes() {
      return this == CREATE || this == UPDATE || this == PATCH || this == BUNDLE;
    }
  }

  static ApiCall of(HttpMethod method, String path, Kind kind) {
    return new ApiCall(method, path, kind, Optional.empty(), Optional.empty());
  }

  static ApiCall of(HttpMethod method, String path, Kind kind, String type) {
    return new ApiCall(method, path, kind, Optional.of(type), Optional.empty());
  }

  static ApiCall of(
      HttpMethod method, Interaction.Operation.Level level, Kind kind, String type, String name) {
    String base =
        switch (level) {
          case SYSTEM -> "/$";
          case TYPE -> "/" + type + "/$";
          case INSTANCE -> "/" + type + "/{id}/$";
          case VERSION -> throw new IllegalArgumentException("No operation is of a version.");
        };
    return new ApiCall(method, base + name, kind, Optional.ofNullable(type), Optional.of(name));
  }

  boolean addressesOne() {
    return path.contains("{id}");
  }

  String summary() {
    return operation
        .map(name -> "$" + name + (addressesOne() ? " of one " : type.isPresent() ? " of " : ""))
        .map(words -> words + type.orElse(""))
        .orElseGet(() -> kind.words + type.map(name -> ": " + name).orElse(""));
  }

  /** Unique among all calls, and a word in most languages. */
  String id() {
    return method.name().toLowerCase(java.util.Locale.ROOT)
        + Arrays.stream(path.split("[^A-Za-z]+"))
            .filter(step -> !step.isEmpty())
            .map(
                step -> step.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + step.substring(1))
            .collect(Collectors.joining());
  }
}
