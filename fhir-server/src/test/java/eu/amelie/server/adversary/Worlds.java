/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import eu.amelie.interceptors.pseudonym.ids.OrganizationIds;
import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two worlds in one store: before something hidden happens, and after. The same requests are put in
 * both, and what differs in the answers is what the hidden change gave away.
 *
 * <p>One store, because ids are random and encrypted for each organisation: two stores would differ
 * in every id, and a comparison that renames them could not see one id give another away. Here an
 * answer is compared to the last byte. Three things are not compared: the time of day of the answer
 * ({@code Date}, and when an assessment or a filled-in form was made), the request id, and the
 * inside of page tokens, which are sealed with a nonce; their length is compared, and they are
 * followed.
 *
 * <p>An item that only the second world has is asked for in both: in the first under an id that
 * nobody has.
 */
final class Worlds {
  private static final Pattern PAGE = Pattern.compile("_page=([A-Za-z0-9_.\\-]+)");
  private static final Pattern NEXT =
      Pattern.compile("\"relation\":\\s*\"next\",\\s*\"url\":\\s*\"http://[^/]+(/[^\"]+)\"");
  private static final int PAGES_FOLLOWED = 2;
  private static final int NAMES = 6;
  private static final int SHOWN = 300;
  private static final Pattern ASSESSED =
      Pattern.compile("(?:effectiveDateTime|issued|authored)(?:\" ?: ?| value=)\"[^\"]+\"");

  /** One request with what became of it in both worlds. */
  record Compared(Ask ask, List<Told> before, List<Told> after) {
    boolean differs() {
      return !before.equals(after);
    }

    /** The request and where the answers part. */
    @Override
    public String toString() {
      String one = before.toString();
      String other = after.toString();
      int at = 0;
      while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
        at++;
      }
      return "%s%n  before: …%s…%n  after:  …%s…"
          .formatted(ask, around(one, at), around(other, at));
    }

    private static String around(String text, int at) {
      return text.substring(
          Math.max(0, at - SHOWN), Math.min(text.length(), Math.max(at, 0) + SHOWN));
    }
  }

  private final Wire wire;
  private final JdbcClient jdbc;
  private final OrganizationIds ids;

  Worlds(Wire wire, JdbcClient jdbc, ExchangeKeys keys) {
    this.wire = wire;
    this.jdbc = jdbc;
    this.ids = new OrganizationIds(keys.idKey().exposedBytes());
  }

  /** Names for the items that a change is going to add, as {@code Type/name}. */
  static List<String> names(HiddenChange change) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < Math.min(NAMES, change.adds().size()); i++) {
      names.add(change.adds().get(i) + "/" + name(i));
    }
    return names;
  }

  private static String name(int index) {
    return "~hidden" + index + "~";
  }

  /** What was submitted with a case, as {@code Type/id} under this organisation's ids. */
  List<String> near(Scene scene, String organisation) {
    return scene.items().stream()
        .map(item -> item.split("/"))
        .map(
            item ->
                item[0]
                    + "/"
                    + ids.outward(
                        organisation, ids.inward(Scene.HOSPITAL, UUID.fromString(item[1]))))
        .toList();
  }

  List<Compared> compare(HiddenChange change, Scene scene, List<Ask> asks, Random random) {
    List<UUID> nobodys = new ArrayList<>();
    for (int i = 0; i < NAMES; i++) {
      nobodys.add(new UUID(random.nextLong(), random.nextLong()));
    }
    List<List<Told>> before = wire.all(asks, ask -> told(ask, named(nobodys)));
    List<UUID> known = items();
    change.happens().accept(scene);
    List<UUID> added = new ArrayList<>(items());
    added.removeAll(known);
    if (added.size() < change.adds().size()) {
      throw new IllegalStateException("Not everything happened: " + change.name());
    }
    List<List<Told>> after = wire.all(asks, ask -> told(ask, outward(ask.caller(), added)));
    List<Compared> compared = new ArrayList<>();
    for (int i = 0; i < asks.size(); i++) {
      compared.add(new Compared(asks.get(i), before.get(i), after.get(i)));
    }
    return compared;
  }

  private List<UUID> items() {
    return jdbc.sql("select id from exchange.case_item order by created, id")
        .query(UUID.class)
        .list();
  }

  private static Map<String, String> named(List<UUID> some) {
    Map<String, String> names = new TreeMap<>();
    for (int i = 0; i < Math.min(NAMES, some.size()); i++) {
      names.put(name(i), some.get(i).toString());
    }
    return names;
  }

  private Map<String, String> outward(String organisation, List<UUID> added) {
    Map<String, String> names = new HashMap<>();
    named(added)
        .forEach(
            (name, id) ->
                names.put(name, ids.outward(organisation, UUID.fromString(id)).toString()));
    return names;
  }

  /** The answer and the pages behind it, in the names of both worlds. */
  private List<Told> told(Ask ask, Map<String, String> names) {
    List<Told> conversation = new ArrayList<>();
    Ask first = ask.map(text -> replaced(text, names));
    Told told = wire.tell(first);
    conversation.add(canonical(isMadeNow(ask) ? timeless(told) : told, names));
    Matcher next = NEXT.matcher(told.body());
    for (int i = 0; i < PAGES_FOLLOWED && next.find(); i++) {
      told = wire.tell(Ask.get(ask.caller(), next.group(1)), first);
      conversation.add(canonical(told, names));
      next = NEXT.matcher(told.body());
    }
    return conversation;
  }

  private static String replaced(String text, Map<String, String> names) {
    String replaced = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      replaced = replaced.replace(name.getKey(), name.getValue());
    }
    return replaced;
  }

  private static boolean isMadeNow(Ask ask) {
    return ask.path().contains("$assess") || ask.path().contains("$populate");
  }

  private static Told timeless(Told told) {
    return told.map(text -> ASSESSED.matcher(text).replaceAll("[time]"));
  }

  private static Told canonical(Told told, Map<String, String> names) {
    return told.map(
        text -> {
          String plain = text;
          for (Map.Entry<String, String> name : names.entrySet()) {
            plain = plain.replace(name.getValue(), name.getKey());
          }
          return PAGE.matcher(plain)
              .replaceAll(match -> "_page=[" + match.group(1).length() + " characters]");
        });
  }
}
