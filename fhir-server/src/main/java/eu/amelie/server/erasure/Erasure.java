/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.erasure;

import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.FactRemoval;
import eu.amelie.server.facts.Restrictions;
import eu.amelie.server.release.Releases;
import eu.amelie.server.writing.EmptyItems;
import eu.amelie.server.writing.KeptDataNotices;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Erases what one organisation submitted about a person.
 *
 * <p>Guaranteed, in the caller's transaction: the data key goes first, then identity, records with
 * all versions, their index, facts and tags. A Task that was addressed to somebody else stays as an
 * empty, ended one that says no more than that it is no longer available; a Patient that others'
 * items point to stays as a row without content that nobody sees. What others submitted is
 * untouched; those of them to whom it was released are told by a duty of their own. Not guaranteed:
 * that copies of the database made before become unreadable; that takes the end of the
 * key-encryption key of their time (docs/keys.md).
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
    List<CaseItem> removed = own.stream().filter(item -> !emptied.contains(item)).toList();
    Set<String> concerned = notices.concerned(person, custodian, own);

    vault.destroy(
        person.toString(), custodian, own.stream().map(i -> i.type() + "/" + i.id()).toList());
    removal.removeNotices(ids(own));
    empty.write(emptied);
    records.erase(ids(removed), ids(emptied));
    removal.remove(ids(removed));
    removal.disown(ids(emptied));
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

  private boolean staysEmpty(CaseItem item, String custodian, boolean others) {
    return switch (item.type()) {
      case "Task" -> !facts.task(item.id()).orElseThrow().owner().equals(custodian);
      case "Patient" -> others;
      default -> false;
    };
  }

  private static Collection<UUID> ids(List<CaseItem> items) {
    return items.stream().map(CaseItem::id).toList();
  }
}
