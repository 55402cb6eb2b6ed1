/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/**
 * What a decision looks at in one resource; everything stands as in the resource, nothing is looked
 * up.
 *
 * @param id {@code Type/id}, or empty where it has none
 * @param patient {@code Patient/id} of the one person it is about, or empty
 * @param profiles canonicals without version
 * @param labels all of {@code meta.security}
 * @param date when it is about; empty where the resource does not say, or says it in words
 * @param authors who made it: performer, recorder, asserter, requester, author
 * @param references everything it points to
 * @param referencedBy what is known to point to it
 * @param owner of a Task, who works it; empty for everything else
 * @param recipients of a Consent, those whom its permits name; empty for everything else
 */
public record Item(
    String type,
    String id,
    String patient,
    Set<String> profiles,
    Set<Code> codes,
    Set<Code> labels,
    Optional<Span> date,
    Set<String> authors,
    Set<String> references,
    Set<String> referencedBy,
    String owner,
    Set<String> recipients) {

  public Item {
    profiles = Set.copyOf(profiles);
    codes = Set.copyOf(codes);
    labels = Set.copyOf(labels);
    authors = Set.copyOf(authors);
    references = Set.copyOf(references);
    referencedBy = Set.copyOf(referencedBy);
    recipients = Set.copyOf(recipients);
  }

  public static Item of(Resource resource) {
    return of(resource, List.of());
  }

  /**
   * @param known other resources, for what references this one
   */
  public static Item of(Resource resource, Collection<? extends Resource> known) {
    return new ItemReader(resource, false).read(known);
  }

  /**
   * The same of a record, in which an instant is kept as the beginning of its day in UTC and stands
   * for all of that day; what points to it is not known yet.
   *
   * @param sense of the whole
   */
  public static Item ofRecord(Resource record, ItemSense sense) {
    Item item = new ItemReader(record, true).read(List.of());
    Set<String> references = new HashSet<>(item.references());
    references.addAll(sense.references());
    return item.with(item.patient(), references, Set.of());
  }

  /**
   * The same among other items of the person.
   *
   * @param referrers by what they point to, as {@link #referrers} tells
   */
  public Item among(Map<String, Set<String>> referrers) {
    return with(patient, references, referrers.getOrDefault(id, Set.of()));
  }

  /** Which items point to what, by their ids. */
  public static Map<String, Set<String>> referrers(Collection<Item> items) {
    Map<String, Set<String>> referrers = new HashMap<>();
    for (Item item : items) {
      for (String target : item.references()) {
        if (!item.id().isEmpty()) {
          referrers.computeIfAbsent(target, ignored -> new HashSet<>()).add(item.id());
        }
      }
    }
    return referrers;
  }

  /**
   * The same, where the resource has no element that says whom it is about and whoever stored it
   * knows.
   *
   * @param person {@code Patient/id}
   */
  public Item about(String person) {
    return with(person, references, referencedBy);
  }

  private Item with(String person, Set<String> to, Set<String> from) {
    return new Item(
        type, id, person, profiles, codes, labels, date, authors, to, from, owner, recipients);
  }

  static String withoutVersion(String canonical) {
    int version = canonical.indexOf('|');
    return version < 0 ? canonical : canonical.substring(0, version);
  }
}
