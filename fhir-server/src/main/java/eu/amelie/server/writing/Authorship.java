/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose each identity element of a changed item is: an element that an author had before stays that
 * author's, whatever else has moved around it; what is new is the writer's.
 */
final class Authorship {
  private Authorship() {}

  static Map<String, List<IdentityElement>> attribute(
      List<IdentityElement> elements, Map<String, List<IdentityElement>> before, String writer) {
    Map<String, List<String>> open = new HashMap<>();
    before.forEach(
        (author, some) ->
            open.put(author, new ArrayList<>(some.stream().map(Authorship::content).toList())));
    Map<String, List<IdentityElement>> byAuthor = new HashMap<>();
    for (IdentityElement element : elements) {
      String author = author(content(element), open, writer);
      byAuthor.computeIfAbsent(author, ignored -> new ArrayList<>()).add(element);
    }
    return byAuthor;
  }

  /** Others first: a writer who repeats another's words does not take them over. */
  private static String author(String content, Map<String, List<String>> open, String writer) {
    for (Map.Entry<String, List<String>> author : open.entrySet()) {
      if (!author.getKey().equals(writer) && author.getValue().remove(content)) {
        return author.getKey();
      }
    }
    return writer;
  }

  /** Without positions, which shift when an item is added before it. */
  private static String content(IdentityElement element) {
    return element.path().replaceAll("\\[[^]]*]", "") + "=" + element.json();
  }
}
