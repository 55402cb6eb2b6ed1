/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.release.Releases;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
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
  private final CaseFacts facts;
  private final ConditionalCreates conditions;
  private final Drafting drafting;
  private final Storing storing;
  private final ConsentsAsSaid consents;
  private final MinorityRules minority;
  private final TakenBackRequests takenBack;
  private final Addressees addressees;
  private final Majority majority;
  private final HandedOver handedOver;
  private final Revocations revocations;
  private final Releases releases;

  WritePipeline(
      CaseFacts facts,
      ConditionalCreates conditions,
      Drafting drafting,
      Storing storing,
      ConsentsAsSaid consents,
      MinorityRules minority,
      TakenBackRequests takenBack,
      Addressees addressees,
      Majority majority,
      HandedOver handedOver,
      Revocations revocations,
      Releases releases) {
    this.facts = facts;
    this.conditions = conditions;
    this.drafting = drafting;
    this.storing = storing;
    this.consents = consents;
    this.minority = minority;
    this.takenBack = takenBack;
    this.addressees = addressees;
    this.majority = majority;
    this.handedOver = handedOver;
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
    Instant begun = facts.now();
    List<Draft> drafts = drafting.drafts(caller, wanted, there);
    storing.store(caller.organisation(), drafts);
    consents.require(wanted, drafts);
    takenBack.requireStanding(wanted, drafts);
    minority.require(wanted, drafts);
    requirePermitted(wanted, drafts);
    handedOver.settle(drafts);
    takenBack.settle(drafts);
    persons(drafts, draft -> true).forEach(person -> settle(person, drafts, begun));
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

  /** What time has changed meanwhile is done as well; what it changes from then on stays due. */
  private void settle(UUID person, List<Draft> drafts, Instant begun) {
    boolean due = releases.isDue(person);
    boolean otherAge =
        (due || persons(drafts, WritePipeline::changesPatient).contains(person))
            && majority.settle(person);
    boolean otherConsent =
        persons(drafts, WritePipeline::isConsent).contains(person)
            && !persons(drafts, WritePipeline::isNewPatient).contains(person);
    if (otherConsent) {
      revocations.settle(person);
    } else if (otherAge || due) {
      revocations.expire(person);
    }
    releases.settleInTime(person, begun);
  }

  private static Set<UUID> persons(List<Draft> drafts, Predicate<Draft> concerned) {
    return drafts.stream()
        .filter(concerned)
        .map(Draft::person)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A new one counts too: it may deny what an old one permits. */
  private static boolean isConsent(Draft draft) {
    return draft.resource() instanceof Consent;
  }

  private static boolean changesPatient(Draft draft) {
    return draft.resource() instanceof Patient && draft.before().isPresent();
  }

  private static boolean isNewPatient(Draft draft) {
    return draft.resource() instanceof Patient && draft.before().isEmpty();
  }
}
