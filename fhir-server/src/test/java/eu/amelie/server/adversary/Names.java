/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names for what is random or of its time in the answers to one story: the n-th id that was met is
 * the n-th id, and so for entity tags, instants, telephone references and the exchange's own
 * numbers. Two stories told in these names are equal if one can be renamed into the other: what was
 * equal in one is equal in the other, so that a version that moved for no visible reason has a name
 * of its own.
 *
 * <p>But for its custodian a Task is shown earlier than it was changed, by an amount of its own
 * that is random in each story: whether its time is that of something else is chance, and not
 * compared. Whether it is the time that it had before is.
 */
final class Names {
  private static final Pattern RANDOM =
      Pattern.compile(
          "(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
              + "|(?<=[\"/])(?<tag>[A-Za-z0-9.\\-]{32})(?=[\"\\\\])"
              + "|(?<instant>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d))"
              + "|(?<=sc-task-reference\",\"value\":\")(?<reference>[^\"]+)"
              + "|(?<=sc-referral-number\",\"value\":\")(?<number>[^\"]+)"
              + "|(?<=_page=)(?<page>[A-Za-z0-9_.\\-]+)");
  private static final List<String> KINDS = List.of("id", "tag", "instant", "reference", "number");

  private static final Pattern OF_A_TASK =
      Pattern.compile(
          "\"resourceType\":\"Task\",\"id\":\"[^\"]+\",\"meta\":\\{\"versionId\":\"[^\"]+\","
              + "\"lastUpdated\":\"$");

  private static final String OF_AN_ANSWER = "\"lastModified\":\"";
  private static final String RESPONSE = "\"response\":{";
  private static final String RESOURCE = "\"resource\":{\"resourceType\":\"";
  private static final int BEFORE = 300;
  private static final Pattern NAME = Pattern.compile("~[a-z]+[0-9]+~");
  private static final Pattern HTTP_DATE =
      Pattern.compile("[A-Z][a-z]{2}, \\d{1,2} [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");

  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Integer> counted = new LinkedHashMap<>();
  private final boolean shifted;

  /**
   * @param shifted whether Tasks are shown at times of their own
   */
  Names(boolean shifted) {
    this.shifted = shifted;
  }

  /** Puts names for what is random, and new names for what is met for the first time. */
  String named(String text) {
    Matcher matcher = RANDOM.matcher(text);
    StringBuilder named = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(named, Matcher.quoteReplacement(name(matcher, text)));
    }
    matcher.appendTail(named);
    // Of a time in whole seconds two stories cannot say whether it is the same as another.
    return HTTP_DATE.matcher(named).replaceAll("[time]");
  }

  private String name(Matcher matcher, String text) {
    if (matcher.group("page") != null) {
      return "[" + matcher.group("page").length() + " characters]";
    }
    for (String kind : KINDS) {
      String value = matcher.group(kind);
      if (value != null) {
        boolean own = shifted && kind.equals("instant") && isOfTask(matcher.start(), text);
        return names.computeIfAbsent(own ? "Task " + value : value, ignored -> fresh(kind, value));
      }
    }
    throw new IllegalStateException("A part of the pattern has no name.");
  }

  /** Whether it is the time of a Task, or of the answer to an entry that is about one. */
  private static boolean isOfTask(int instant, String text) {
    String before = text.substring(Math.max(0, instant - BEFORE), instant);
    return OF_A_TASK.matcher(before).find()
        || (before.endsWith(OF_AN_ANSWER)
            && isAboutTask(text, text.lastIndexOf(RESPONSE, instant), instant));
  }

  /** An entry has its resource before its response, or the address of what was written within. */
  private static boolean isAboutTask(String text, int response, int instant) {
    int resource = text.lastIndexOf(RESOURCE, response);
    boolean ofThisEntry = resource > text.lastIndexOf(RESPONSE, response - 1);
    return ofThisEntry
        ? text.startsWith(RESOURCE + "Task\"", resource)
        : text.substring(response, instant).contains("\"location\":\"Task/");
  }

  private String fresh(String kind, String value) {
    String name = "~" + kind + counted.merge(kind, 1, Integer::sum) + "~";
    values.put(name, value);
    return name;
  }

  /** Puts this story's own values for names; a name that it has not met stays as it is. */
  String valued(String text) {
    Matcher matcher = NAME.matcher(text);
    StringBuilder valued = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(
          valued, Matcher.quoteReplacement(values.getOrDefault(matcher.group(), matcher.group())));
    }
    matcher.appendTail(valued);
    return valued.toString();
  }

  /** All names of a kind, in the order they were met. */
  List<String> of(String kind) {
    List<String> some = new ArrayList<>();
    values.keySet().stream().filter(name -> name.startsWith("~" + kind)).forEach(some::add);
    return some;
  }
}
