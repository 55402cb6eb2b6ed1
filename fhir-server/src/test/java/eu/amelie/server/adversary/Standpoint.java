/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import eu.amelie.server.testing.FhirClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one caller has to start from: every id that it was ever told, the entity tags that came with
 * them, and links to further pages.
 */
final class Standpoint {
  private static final Pattern REFERENCE =
      Pattern.compile("\\b([A-Z][A-Za-z]+)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
  private static final Pattern TAG = Pattern.compile("\"versionId\":\"([^\"]+)\"");
  private static final Pattern PAGE = Pattern.compile("_page=([A-Za-z0-9_.\\-]+)");
  private static final List<String> TYPES =
      List.of("Patient", "Consent", "ServiceRequest", "Task", "Observation", "Condition");

  private static final int PERSONS = 8;

  private final Set<String> seen = new HashSet<>();
  private final List<String> references = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private final List<String> pages = new ArrayList<>();

  /**
   * Asks for what there is, and about persons not met before. Ids already here stay, whether they
   * still lead anywhere or not.
   */
  void look(FhirClient client) {
    learn(client.get("/fhir/Task?_count=200&_include=Task:focus&_include=Task:patient").body());
    learn(client.get("/fhir/Task?_count=1").body());
    learn(client.get("/fhir/ServiceRequest?_count=1").body());
    for (String person : of("Patient").stream().filter(seen::add).limit(PERSONS).toList()) {
      for (String type : TYPES) {
        learn(client.get("/fhir/%s?patient=%s&_count=2".formatted(type, person)).body());
      }
      learn(client.get("/fhir/Patient/" + person + "/$everything").body());
      learn(client.get("/fhir/Patient/" + person + "/$everything?_count=3").body());
    }
  }

  void learn(String body) {
    add(REFERENCE.matcher(body), references, 0);
    add(TAG.matcher(body), tags, 1);
    add(PAGE.matcher(body), pages, 1);
  }

  private static void add(Matcher found, List<String> known, int group) {
    while (found.find()) {
      if (!known.contains(found.group(group)) && !found.group(group).startsWith("Organization")) {
        known.add(found.group(group));
      }
    }
  }

  /** {@code Type/id}, in the order they were met. */
  List<String> references() {
    return references;
  }

  List<String> of(String type) {
    return references.stream()
        .filter(reference -> reference.startsWith(type + "/"))
        .map(reference -> reference.substring(type.length() + 1))
        .toList();
  }

  List<String> tags() {
    return tags;
  }

  List<String> pages() {
    return pages;
  }
}
