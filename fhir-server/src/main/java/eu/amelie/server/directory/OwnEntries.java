/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.ExchangeException.Issue;
import eu.amelie.server.cases.RecordStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * A service's own entries and what may become of them. Guaranteed: nobody changes another's entry
 * or hands an entry to another organisation; what is written obeys {@link EntryRules}; of two
 * changes of one version one is refused, on every node.
 */
@Component
class OwnEntries {
  private final StoredDirectory directory;
  private final RecordStore records;
  private final EntryRules rules;
  private final EntryLocks locks;

  OwnEntries(StoredDirectory directory, RecordStore records, EntryRules rules, EntryLocks locks) {
    this.directory = directory;
    this.records = records;
    this.rules = rules;
    this.locks = locks;
  }

  /**
   * The stored entry, locked until the end of the transaction.
   *
   * @throws ExchangeException not-found, also for an entry of another organisation
   */
  Resource locked(Caller caller, String type, String id) {
    locks.take(type + "/" + id);
    return directory
        .find(type, id)
        .filter(stored -> caller.reference().equals(EntryKeeper.of(stored)))
        .orElseThrow(ExchangeException::notFound);
  }

  /**
   * Takes the place of the stored one.
   *
   * @throws ExchangeException profile-violation
   */
  Resource replace(Caller caller, String id, Resource changed) {
    return records.replaceEntry(checked(caller, id, changed));
  }

  /**
   * A new one, under an id that is nobody's.
   *
   * @throws ExchangeException profile-violation
   */
  Resource create(Caller caller, Resource sent) {
    locks.take("new " + caller.reference());
    Resource entry = checked(caller, UUID.randomUUID().toString(), sent);
    records.writeEntries(List.of(entry), List.of());
    return records.entry(entry.fhirType(), entry.getIdElement().getIdPart());
  }

  private Resource checked(Caller caller, String id, Resource sent) {
    DomainResource entry = (DomainResource) sent.copy();
    entry.setId(new IdType(entry.fhirType(), id));
    entry.setMeta(null);
    entry.setText(null);
    DirectoryState after = new PlannedDirectory(directory, List.of(entry));
    List<Issue> issues = new ArrayList<>();
    if (!caller.reference().equals(EntryKeeper.of(entry))) {
      issues.add(
          new Issue(
              EntryKeeper.element(entry.fhirType()), "An entry stays with its organisation."));
    }
    issues.addAll(rules.issues(entry, directory, after));
    if (!issues.isEmpty()) {
      throw ExchangeException.of(ErrorCode.PROFILE_VIOLATION, issues);
    }
    return rules.kept(entry, after);
  }
}
