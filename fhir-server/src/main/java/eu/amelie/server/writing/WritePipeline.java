/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.release.Releases;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * Draft, store, hold against consent, release: the way of every write.
 *
 * <p>Guaranteed: record, identity, facts and release tags are written in the caller's transaction,
 * under the locks of all persons concerned, or not at all. Not guaranteed: that single resources
 * fit their profiles; creations are validated before, because that needs no lock.
 */
@Component
class WritePipeline {
  private final ConditionalCreates conditions;
  private final Drafting drafting;
  private final Storing storing;
  private final Addressees addressees;
  private final Revocations revocations;
  private final Releases releases;

  WritePipeline(
      ConditionalCreates conditions,
      Drafting drafting,
      Storing storing,
      Addressees addressees,
      Revocations revocations,
      Releases releases) {
    this.conditions = conditions;
    this.drafting = drafting;
    this.storing = storing;
    this.addressees = addressees;
    this.revocations = revocations;
    this.releases = releases;
  }

  /** What became of each, in their order. Call in a transaction. */
  List<Written> perform(Caller caller, List<Wanted> wanted) {
    Map<Wanted, CaseItem> there = conditions.alreadyThere(caller, wanted);
    List<Wanted> open = wanted.stream().filter(one -> !there.containsKey(one)).toList();
    Iterator<Written> written = write(caller, open, ConditionalCreates.byFullUrl(there)).iterator();
    return wanted.stream()
        .map(one -> there.containsKey(one) ? Written.unchanged(there.get(one)) : written.next())
        .toList();
  }

  private List<Written> write(Caller caller, List<Wanted> wanted, Map<String, String> there) {
    List<Draft> drafts = drafting.drafts(caller, wanted, there);
    storing.store(caller.organisation(), drafts);
    requirePermitted(wanted, drafts);
    Set<UUID> persons =
        drafts.stream().map(Draft::person).collect(Collectors.toCollection(TreeSet::new));
    if (drafts.stream().anyMatch(WritePipeline::changesConsent)) {
      persons.forEach(revocations::settle);
    }
    persons.forEach(releases::settle);
    return drafts.stream()
        .map(
            draft ->
                new Written(draft.type(), draft.id(), draft.version(), draft.before().isEmpty()))
        .toList();
  }

  private void requirePermitted(List<Wanted> wanted, List<Draft> drafts) {
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      if (draft.resource() instanceof Task && draft.before().isEmpty()) {
        addressees.requirePermitted(wanted.get(i), draft);
      }
    }
  }

  private static boolean changesConsent(Draft draft) {
    return draft.resource() instanceof Consent && draft.before().isPresent();
  }
}
