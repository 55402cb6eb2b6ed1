/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.erasure;

import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.FactRemoval;
import eu.amelie.server.facts.Restrictions;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.release.Releases;
import eu.amelie.server.writing.EmptyItems;
import eu.amelie.server.writing.KeptDataNotices;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Erases what one organisation submitted about a person.
 *
 * <p>Guaranteed, in the caller's transaction: the data key goes first, then identity, records with
 * all versions, their index, facts and tags. A Task that was addressed to somebody else stays as an
 * empty, ended one that says no more than that it is no longer available, and so does one that
 * somebody else has given under a referral that goes; a Patient that others' items point to stays
 * as a row without content that nobody sees. What else others submitted is untouched; those of them
 * to whom it was released are told by a duty of their own. Not guaranteed: that copies of the
 * database made before become unreadable; that takes the end of the key-encryption key of their
 * time (docs/keys.md).
 */
@Component
public class Erasure {
  private final CaseFacts facts;
  private final FactRemoval removal;
  private final Restrictions restrictions;
  private final RecordStore records;
  private final IdentityVault vault;
  private final EmptyItems empty;
  private final KeptDataNotices notices;
  private final Releases releases;

  Erasure(
      CaseFacts facts,
      FactRemoval removal,
      Restrictions restrictions,
      RecordStore records,
      IdentityVault vault,
      EmptyItems empty,
      KeptDataNotices notices,
      Releases releases) {
    this.facts = facts;
    this.removal = removal;
    this.restrictions = restrictions;
    this.records = records;
    this.vault = vault;
    this.empty = empty;
    this.notices = notices;
    this.releases = releases;
  }

  /**
   * @param until what was submitted later stays
   * @return how many items there were
   */
  public int perform(UUID person, String custodian, Instant until) {
    facts.lockPerson(person);
    List<CaseItem> own = own(person, custodian, until);
    if (own.isEmpty()) {
      return 0;
    }
    boolean others =
        facts.itemsOf(person).stream()
            .anyMatch(item -> !item.custodian().equals(custodian) && !item.isStep());
    List<CaseItem> emptied =
        own.stream().filter(item -> staysEmpty(item, custodian, others)).toList();
    List<CaseItem> asked = askedByOthers(person, Set.copyOf(ids(own)));
    Set<UUID> steps = removal.stepsOf(ids(asked));
    List<CaseItem> removed =
        Stream.concat(
                own.stream().filter(item -> !emptied.contains(item)),
                facts.items(steps).values().stream())
            .toList();
    Set<String> concerned = notices.concerned(person, custodian, own, asked);

    destroy(person, custodian, own, asked);
    removal.removeNotices(ids(all(own, asked)));
    empty.write(all(emptied, asked), custodian);
    records.erase(ids(removed), ids(all(emptied, asked)));
    removal.remove(ids(removed));
    removal.disown(ids(emptied));
    removal.unname(ids(asked));
    if (own.stream().anyMatch(item -> item.id().equals(person))) {
      removal.removePerson(person);
    }
    restrictions.remove(person, custodian);
    notices.tell(person, concerned);
    releases.settle(person);
    return own.size();
  }

  /** With what the exchange itself put on record of their Tasks' steps. */
  private List<CaseItem> own(UUID person, String custodian, Instant until) {
    List<CaseItem> all = facts.itemsOf(person, until);
    Set<UUID> submitted =
        all.stream()
            .filter(item -> item.custodian().equals(custodian))
            .map(CaseItem::id)
            .collect(Collectors.toSet());
    Set<UUID> steps = removal.stepsOf(submitted);
    return all.stream()
        .filter(item -> submitted.contains(item.id()) || steps.contains(item.id()))
        .toList();
  }

  /**
   * What others, coordinators above all, have asked somebody to do about a referral that goes. They
   * keep it as their own, so that it is theirs to be told of and to erase.
   */
  private List<CaseItem> askedByOthers(UUID person, Set<UUID> erased) {
    List<UUID> tasks =
        facts.tasksOf(person).stream()
            .filter(task -> task.isReferral(person) && erased.contains(task.focus()))
            .map(TaskRow::id)
            .filter(task -> !erased.contains(task))
            .toList();
    return List.copyOf(facts.items(tasks).values());
  }

  /** Whoever keeps no more of the person than such Tasks has nothing left to open with its key. */
  private void destroy(UUID person, String custodian, List<CaseItem> own, List<CaseItem> asked) {
    vault.destroy(person.toString(), custodian, places(all(own, asked)));
    Set<UUID> gone = Set.copyOf(ids(asked));
    for (String other : asked.stream().map(CaseItem::custodian).collect(Collectors.toSet())) {
      boolean keeps =
          facts.itemsOf(person).stream()
              .anyMatch(item -> item.custodian().equals(other) && !gone.contains(item.id()));
      if (!keeps) {
        vault.destroy(person.toString(), other, places(asked));
      }
    }
  }

  private static List<String> places(List<CaseItem> items) {
    return items.stream().map(item -> item.type() + "/" + item.id()).toList();
  }

  private static List<CaseItem> all(List<CaseItem> some, List<CaseItem> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private boolean staysEmpty(CaseItem item, String custodian, boolean others) {
    return switch (item.type()) {
      case "Task" -> !facts.task(item.id()).orElseThrow().owner().equals(custodian);
      case "Patient" -> others;
      default -> false;
    };
  }

  private static List<UUID> ids(List<CaseItem> items) {
    return items.stream().map(CaseItem::id).toList();
  }
}
