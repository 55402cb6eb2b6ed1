/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.rights;

import eu.amelie.interceptors.receipt.Shared;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What one organisation saw on one day for one purpose.
 *
 * <p>Guaranteed of a list of them: only the items it is about; no organisation that is not to be
 * told of, nor that one was left out; no time of day, which would tell at what hour others work.
 * Not guaranteed: that whoever was answered has looked at the answer.
 *
 * @param items each once, with all labels of identity that went along on that day
 */
public record Disclosure(LocalDate day, String organisation, Why why, List<SeenItem> items) {

  private record Occasion(LocalDate day, String organisation, Why why) {}

  private static final Comparator<Occasion> NEWEST_FIRST =
      Comparator.comparing(Occasion::day, Comparator.reverseOrder())
          .thenComparing(Occasion::organisation)
          .thenComparing(Occasion::why);

  public Disclosure {
    items = List.copyOf(items);
  }

  /**
   * @param about ids of the items that may be spoken of
   * @param told whether an organisation may be told of
   * @return the newest first
   */
  public static List<Disclosure> of(
      Collection<Access> accesses, Set<UUID> about, Predicate<String> told) {
    Map<Occasion, Map<UUID, SeenItem>> occasions = new TreeMap<>(NEWEST_FIRST);
    for (Access access : accesses) {
      List<SeenItem> seen =
          access.seen().stream().filter(item -> about.contains(item.id())).toList();
      if (!seen.isEmpty() && told.test(access.organisation())) {
        Map<UUID, SeenItem> items =
            occasions.computeIfAbsent(
                new Occasion(access.day(), access.organisation(), Why.of(access.purposes())),
                ignored -> new TreeMap<>());
        seen.forEach(item -> items.merge(item.id(), item, Disclosure::both));
      }
    }
    List<Disclosure> disclosures = new ArrayList<>();
    occasions.forEach(
        (occasion, items) ->
            disclosures.add(
                new Disclosure(
                    occasion.day(),
                    occasion.organisation(),
                    occasion.why(),
                    List.copyOf(items.values()))));
    return disclosures;
  }

  private static SeenItem both(SeenItem one, SeenItem other) {
    Set<String> labels = new TreeSet<>(one.labels());
    labels.addAll(other.labels());
    return new SeenItem(one.type(), one.id(), labels);
  }

  /** What was seen, in the words in which a person speaks of it. */
  public Set<Shared> what() {
    Set<Shared> what = EnumSet.noneOf(Shared.class);
    for (SeenItem item : items) {
      what.add(Shared.ofClass(item.type()));
      item.labels().stream().map(Shared::ofLabel).forEach(what::add);
    }
    return what;
  }
}
