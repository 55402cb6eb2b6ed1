/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random requests of one caller: mostly what its contract has, about ids it knows, once knew, was
 * never given or made up; the rest beside the contract in every way that FHIR and HTTP offer. A
 * write among them is one that has to be refused.
 */
final class RandomAsks {
  private static final List<String> ACCEPTS =
      List.of("application/fhir+json", "application/fhir+xml", "text/xml", "*/*", "text/html", "x");
  private static final List<String> STRANGE =
      List.of(
          "/fhir/..%%2fTask",
          "/fhir/%%00",
          "/fhir/Task;x=1",
          "/fhir//Task",
          "/error",
          "/nothing",
          "/fhir/Task/%s/extra/more",
          "/fhir/$graphql?query=x",
          "/fhir/_history",
          "/fhir/Task/_history",
          "/fhir/Patient/%s/*",
          "/fhir/Patient/%s/Observation",
          "/fhir/Patient/%s/$meta",
          "/fhir/Patient/%s/$diff",
          "/fhir/Patient/%s/$expunge",
          "/fhir/$export",
          "/fhir/Patient/$match",
          "/fhir/Observation/$lastn?patient=%s",
          "/fhir/$get-resource-counts",
          "/fhir/Patient/%s/_history?_since=2020",
          "/fhir/Task/%s/$everything",
          "/fhir/Patient/%s/$everything?_type=Observation",
          "/fhir/Patient?_id=%s&_revinclude=Task:patient",
          "/fhir?_id=%s",
          "/fhir?_getpages=%s",
          "/actuator/health",
          "/actuator/env",
          "/fhir/Task?%%00");

  private final Dice dice;
  private final String caller;
  private final KnownIds ids;
  private final RandomSearches searches;
  private final RandomWrites writes;

  RandomAsks(Random random, String caller, KnownIds ids) {
    this.dice = new Dice(random);
    this.caller = caller;
    this.ids = ids;
    this.searches = new RandomSearches(dice, caller, ids);
    this.writes = new RandomWrites(dice, caller, ids);
  }

  Ask next() {
    int kind = dice.below(100);
    Ask ask;
    if (kind < 22) {
      ask = read();
    } else if (kind < 56) {
      ask = searches.next();
    } else if (kind < 62) {
      ask = page();
    } else if (kind < 68) {
      ask = everything();
    } else if (kind < 76) {
      ask = writes.next();
    } else if (kind < 84) {
      ask = bundle();
    } else if (kind < 89) {
      ask = writes.operation();
    } else if (kind < 92) {
      ask =
          Ask.get(
              caller,
              dice.one(
                  List.of(
                      "/fhir/metadata",
                      "/fhir/HealthcareService?_count=2",
                      "/fhir/Organization?_summary=count",
                      "/fhir/Location?_lastUpdated=ge2020")));
    } else {
      ask = strange();
    }
    return dressed(ask);
  }

  private Ask dressed(Ask ask) {
    Ask dressed = ask;
    if (dice.chance(20)) {
      dressed = dressed.with("Accept", dice.one(ACCEPTS));
    }
    if (dice.chance(40)) {
      dressed = dressed.with("X-Request-Id", "adversary-" + dice.below(1000));
    }
    if (dice.chance(5)) {
      dressed =
          dressed.with("Prefer", dice.one(List.of("return=minimal", "return=OperationOutcome")));
    }
    if (dice.chance(5)) {
      dressed = dressed.with("Accept-Language", dice.one(List.of("de", "nl", "el", "tlh")));
    }
    return dressed;
  }

  private Ask read() {
    String reference = ids.reference(dice);
    if (dice.chance(8)) {
      reference = dice.one(RandomSearches.TYPES) + "/" + ids.id(dice);
    }
    String path = "/fhir/" + reference;
    if (dice.chance(12)) {
      path += "/_history";
    } else if (dice.chance(12)) {
      path += "/_history/" + dice.one(List.of("1", "2", "3", "9", "0", ids.tag(dice)));
    }
    if (dice.chance(25)) {
      path +=
          "?"
              + dice.one(
                  List.of(
                      "_summary=true",
                      "_summary=text",
                      "_summary=data",
                      "_summary=count",
                      "_elements=name,status",
                      "_elements=meta",
                      "_format=xml",
                      "_pretty=true",
                      "_count=1",
                      "_total=accurate"));
    }
    Ask ask = new Ask(caller, dice.chance(10) ? "HEAD" : "GET", path, null, Map.of());
    if (dice.chance(20)) {
      ask =
          ask.with(
              "If-None-Match",
              dice.one(List.of("*", "W/\"1\"", "W/\"" + ids.tag(dice) + "\"", "\"x\"")));
    }
    if (dice.chance(8)) {
      ask = ask.with("If-Modified-Since", "Wed, 01 Jan 2020 00:00:00 GMT");
    }
    return ask;
  }

  private Ask page() {
    String token = ids.pageToken(dice);
    if (dice.chance(10)) {
      token = token.substring(0, token.length() - 1);
    }
    return Ask.get(caller, "/fhir?_page=" + token + (dice.chance(10) ? "&_count=3" : ""));
  }

  private Ask everything() {
    return Ask.get(
        caller,
        "/fhir/Patient/"
            + ids.personId(dice)
            + "/$everything"
            + dice.one(
                List.of(
                    "", "", "?_count=2", "?_count=200", "?_summary=true", "?_elements=status")));
  }

  private Ask bundle() {
    StringBuilder entries = new StringBuilder();
    boolean transaction = dice.chance(25);
    int count = 1 + dice.below(4);
    for (int i = 0; i < count; i++) {
      entries.append(i == 0 ? "" : ",").append(transaction ? writes.entry() : readingEntry());
    }
    return Ask.of(
        caller,
        "POST",
        "/fhir",
        "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[%s]}"
            .formatted(transaction ? "transaction" : "batch", entries),
        "application/fhir+json");
  }

  private String readingEntry() {
    Ask ask = dice.chance(50) ? read() : searches.next();
    String url = ask.path().replaceFirst("^/fhir/", "").replace("/_search", "");
    return "{\"request\":{\"method\":\"GET\",\"url\":\"%s\"}}".formatted(url);
  }

  private Ask strange() {
    String path = dice.one(STRANGE).formatted(ids.id(dice));
    if (dice.chance(5)) {
      path = "/fhir/Task?status=" + "x".repeat(9000);
    }
    String method =
        dice.chance(80)
            ? "GET"
            : dice.one(List.of("TRACE", "OPTIONS", "PUT", "POST", "HEAD", "FOO"));
    Ask ask = new Ask(caller, method, path, null, Map.of());
    return dice.chance(15)
        ? ask.with(
            dice.one(
                List.of(
                    "X-HTTP-Method-Override",
                    "X-Rewrite-History",
                    "X-Cascade",
                    "Content-Location",
                    "Origin")),
            "delete")
        : ask;
  }
}
