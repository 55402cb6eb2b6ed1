/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.erasure;

import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.interceptors.referral.TaskChange;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.cases.Stored;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.FactRemoval;
import eu.amelie.server.facts.Restrictions;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.release.Releases;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * Erases what one organisation submitted about a person.
 *
 * <p>Guaranteed, in the caller's transaction: the data key goes first, then identity, records with
 * all versions, their index, facts and tags. A Task that was addressed to somebody else stays as an
 * empty, ended one that says no more than that it is no longer available; a Patient that others'
 * items point to stays as a row without content that nobody sees. What others submitted is
 * untouched. Not guaranteed: that copies of the database made before become unreadable; that takes
 * the end of the key-encryption key of their time (docs/keys.md).
 */
@Component
public class Erasure {
  private final CaseFacts facts;
  private final FactRemoval removal;
  private final Restrictions restrictions;
  private final RecordStore records;
  private final IdentityVault vault;
  private final Releases releases;

  Erasure(
      CaseFacts facts,
      FactRemoval removal,
      Restrictions restrictions,
      RecordStore records,
      IdentityVault vault,
      Releases releases) {
    this.facts = facts;
    this.removal = removal;
    this.restrictions = restrictions;
    this.records = records;
    this.vault = vault;
    this.releases = releases;
  }

  /**
   * @param until what was submitted later stays
   * @return how many items there were
   */
  public int perform(UUID person, String custodian, Instant until) {
    facts.lockPerson(person);
    List<CaseItem> own =
        facts.itemsOf(person, until).stream()
            .filter(item -> item.custodian().equals(custodian))
            .toList();
    if (own.isEmpty()) {
      return 0;
    }
    boolean others =
        facts.itemsOf(person).stream().anyMatch(item -> !item.custodian().equals(custodian));
    List<CaseItem> emptied =
        own.stream().filter(item -> staysEmpty(item, custodian, others)).toList();
    List<CaseItem> removed = own.stream().filter(item -> !emptied.contains(item)).toList();

    vault.destroy(
        person.toString(), custodian, own.stream().map(i -> i.type() + "/" + i.id()).toList());
    empty(emptied);
    records.erase(ids(removed), ids(emptied));
    removal.remove(ids(removed));
    removal.disown(ids(emptied));
    if (own.stream().anyMatch(item -> item.id().equals(person))) {
      removal.removePerson(person);
    }
    restrictions.remove(person, custodian);
    releases.settle(person);
    return own.size();
  }

  private boolean staysEmpty(CaseItem item, String custodian, boolean others) {
    return switch (item.type()) {
      case "Task" -> !facts.task(item.id()).orElseThrow().owner().equals(custodian);
      case "Patient" -> others;
      default -> false;
    };
  }

  private void empty(List<CaseItem> items) {
    LocalDate today = facts.today();
    List<Stored> shells = new ArrayList<>();
    for (CaseItem item : items) {
      UUID revision = UUID.randomUUID();
      Resource shell = shell(item, today);
      shell.setId(new IdType(item.type(), item.id().toString()));
      shells.add(new Stored(shell, revision.toString()));
      facts.save(
          new CaseItem(
              item.id(),
              item.type(),
              item.person(),
              item.custodian(),
              revision,
              item.version() + 1));
      if (shell instanceof Task task) {
        facts.saveTask(ended(facts.task(item.id()).orElseThrow(), task));
      }
    }
    if (!shells.isEmpty()) {
      records.write(List.of(), shells);
    }
  }

  private Resource shell(CaseItem item, LocalDate today) {
    return item.type().equals("Task")
        ? TaskChange.emptied((Task) records.read("Task", item.id()).resource(), today)
        : new Patient();
  }

  private TaskRow ended(TaskRow before, Task shell) {
    return new TaskRow(
        before.id(),
        before.focus(),
        before.requester(),
        before.owner(),
        shell.getStatus().toCode(),
        null,
        null,
        before.reference(),
        false,
        before.ended() == null ? facts.now() : before.ended());
  }

  private static Collection<UUID> ids(List<CaseItem> items) {
    return items.stream().map(CaseItem::id).toList();
  }
}
