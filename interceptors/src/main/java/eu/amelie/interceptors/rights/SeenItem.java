/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.rights;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An item that an answer showed.
 *
 * @param type FHIR resource type
 * @param id the internal id
 * @param labels of identity that went along
 */
public record SeenItem(String type, UUID id, Set<String> labels) {
  private static final Pattern LINE =
      Pattern.compile(
          "(?<type>[A-Z][A-Za-z]+)/(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
              + "(?:\\[(?<labels>[A-Z,]*)].*|/.*)?");

  public SeenItem {
    labels = Set.copyOf(labels);
  }

  /**
   * Reads a line of the audit record. Empty for what tells of a deed (it begins with a word) and
   * not of something shown.
   */
  public static Optional<SeenItem> of(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String labels = Optional.ofNullable(matcher.group("labels")).orElse("");
    return Optional.of(
        new SeenItem(
            matcher.group("type"),
            UUID.fromString(matcher.group("id")),
            Arrays.stream(labels.split(","))
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toSet())));
  }
}
