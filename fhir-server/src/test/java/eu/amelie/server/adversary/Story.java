/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one caller asked about one case and was told, step by step, in the story's own {@link
 * Names}.
 */
final class Story {
  private static final Pattern REFERENCE = Pattern.compile("\\b([A-Z][A-Za-z]+)/(~id[0-9]+~)");
  private static final Pattern OWN_ID =
      Pattern.compile("\"resourceType\":\"([A-Za-z]+)\",\"id\":\"(~id[0-9]+~)\"");
  private static final Pattern VERSION = Pattern.compile("\"versionId\":\"([^\"]+)\"");

  private final Wire wire;
  private final Scene scene;
  private final Names names;
  private final List<Ask> asked = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, String> versions = new TreeMap<>();
  private String lastBody = "";

  /**
   * @param shifted whether the caller is shown Tasks at times of their own
   */
  Story(Wire wire, Scene scene, boolean shifted) {
    this.wire = wire;
    this.scene = scene;
    this.names = new Names(shifted);
  }

  Scene scene() {
    return scene;
  }

  /** Names an id that the caller knows before it asks for anything. */
  void knows(String type, String id) {
    types.put(names.named(id), type);
  }

  /** Asks in names; what is told is kept in names. */
  Told ask(Ask ask) {
    Told raw = wire.tell(ask.map(names::valued));
    lastBody = raw.body();
    Told answer = raw.map(names::named);
    asked.add(ask);
    told.add(ask + "\n  -> " + answer);
    Matcher found = REFERENCE.matcher(answer.body());
    while (found.find()) {
      types.putIfAbsent(found.group(2), found.group(1));
    }
    Matcher own = OWN_ID.matcher(answer.body());
    if (own.find()) {
      types.putIfAbsent(own.group(2), own.group(1));
      Matcher version = VERSION.matcher(answer.body());
      if (version.find()) {
        versions.put(own.group(2), version.group(1));
      }
    }
    return answer;
  }

  /** What was told last, without names. */
  String lastBody() {
    return lastBody;
  }

  String named(String text) {
    return names.named(text);
  }

  /** Names of ids of a type, in the order they were met. */
  List<String> of(String type) {
    return types.entrySet().stream()
        .filter(entry -> entry.getValue().equals(type))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The last version that the caller was told of an item, in names. */
  String version(String id) {
    return versions.getOrDefault(id, "1");
  }

  List<Ask> asked() {
    return asked;
  }

  List<String> told() {
    return told;
  }
}
