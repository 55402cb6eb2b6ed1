/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.release;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.consent.CaseRequest;
import eu.amelie.interceptors.consent.ConsentParts;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.server.cases.PersonRecord;
import eu.amelie.server.cases.PersonRecords;
import eu.amelie.server.facts.AgeFacts;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.ConsentFacts;
import eu.amelie.server.facts.ConsentRow;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.parties.Parties;
import eu.amelie.server.parties.Party;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Consent;
import org.springframework.stereotype.Component;

/**
 * Keeps on every item the tags of those it is released to, so that the store finds for a caller
 * what it may see and counts nothing else.
 *
 * <p>Guaranteed: after {@link #settle} the tags of a person's items say what the decision says now,
 * in the transaction that changed it. Not guaranteed: that a tag is right later than that; whoever
 * shows a row decides again, so that a stale tag can hide but never reveal.
 */
@Component
public class Releases {
  private static final int DUE_AT_ONCE = 50;

  private final CaseFacts facts;
  private final ConsentFacts consentFacts;
  private final AgeFacts ages;
  private final DueTable due;
  private final PersonRecords records;
  private final Parties parties;
  private final StoreTags tags;
  private final FhirContext context;

  Releases(
      CaseFacts facts,
      ConsentFacts consentFacts,
      AgeFacts ages,
      DueTable due,
      PersonRecords records,
      Parties parties,
      StoreTags tags,
      FhirContext context) {
    this.facts = facts;
    this.consentFacts = consentFacts;
    this.ages = ages;
    this.due = due;
    this.records = records;
    this.parties = parties;
    this.tags = tags;
    this.context = context;
  }

  /** The system of the tag that narrows a search. */
  public static String system() {
    return StoreTags.SYSTEM;
  }

  /** The tag of what is released to a caller who comes with these purposes. */
  public static String tagOf(Caller caller) {
    return Party.of(caller).tag();
  }

  /**
   * Call under the person's lock, once the records are written. Whatever else time has made due of
   * her stays due: only who has done it says so, by {@link #settleInTime}.
   *
   * @return how many tags were not as they should be
   */
  public int settle(UUID person) {
    parties.holdStill();
    PersonRecord record = records.read(person);
    Instant now = record.facts().now();
    due.setUnlessDue(person, nextChange(person, now), now);
    return tag(person, record);
  }

  /**
   * The same for who has done all that time had made due of her: it is due no longer.
   *
   * @param done the moment up to which it was done, by the clock that decides: not later than that
   *     work began. What becomes due after it is due
   * @return how many tags were not as they should be
   */
  public int settleInTime(UUID person, Instant done) {
    parties.holdStill();
    PersonRecord record = records.read(person);
    due.set(person, nextChange(person, done));
    return tag(person, record);
  }

  private int tag(UUID person, PersonRecord record) {
    List<Party> candidates = parties.known(candidates(person, record));
    Map<UUID, Map<String, Set<IdentityLabel>>> wanted = new HashMap<>();
    record
        .entries()
        .forEach(entry -> wanted.put(entry.stored().id(), released(record, entry, candidates)));
    return tags.replace(wanted);
  }

  private static Map<String, Set<IdentityLabel>> released(
      PersonRecord record, PersonRecord.Entry entry, List<Party> candidates) {
    Map<String, Set<IdentityLabel>> released = new HashMap<>();
    for (Party party : candidates) {
      Decision decision =
          record.decide(party.organisation(), party.role(), party.purposes(), entry);
      if (decision instanceof Decision.Permit permit) {
        released.put(party.tag(), permit.releasedLabels());
      }
    }
    return released;
  }

  /** Nobody else can be permitted anything: our Consents name those they permit. */
  private Set<String> candidates(UUID person, PersonRecord record) {
    Set<String> candidates = new HashSet<>(consentFacts.actors(person));
    record.entries().forEach(entry -> candidates.add(entry.stored().custodian()));
    facts.tasksOf(person).stream().map(TaskRow::owner).forEach(candidates::add);
    return candidates;
  }

  private Instant nextChange(UUID person, Instant after) {
    Stream<Instant> consents =
        consentFacts.of(person).stream()
            .map(ConsentRow::body)
            .map(body -> context.newJsonParser().parseResource(Consent.class, body))
            .flatMap(consent -> ConsentParts.boundaries(consent).stream());
    Stream<Instant> followUps =
        facts.tasksOf(person).stream()
            .filter(task -> task.status().equals("completed") && task.ended() != null)
            .map(task -> task.ended().plus(CaseRequest.DEFAULT_FOLLOW_UP));
    LocalDate today = LocalDate.ofInstant(after, ZoneOffset.UTC);
    Stream<Instant> looks =
        ages.find(person).flatMap(age -> age.nextLook(today)).stream()
            .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
    return Stream.of(consents, followUps, looks)
        .flatMap(instants -> instants)
        .filter(instant -> instant.isAfter(after))
        .min(Instant::compareTo)
        .orElse(null);
  }

  /**
   * Some of those of whom the passing of time has changed what is released; empty if there are
   * none.
   *
   * @param without are left out
   */
  public List<UUID> duePersons(Collection<UUID> without) {
    return due.persons(without, DUE_AT_ONCE);
  }

  /** Makes her due, where not all could be done. Call under the person's lock. */
  public void makeDue(UUID person) {
    Instant now = facts.now();
    due.setUnlessDue(person, now, now);
  }

  /** Whether time has made anything due of this person that nobody has done yet. */
  public boolean isDue(UUID person) {
    return due.isDue(person, facts.now());
  }

  /**
   * Announces a caller who comes with purposes not met before: what is settled from its commit on
   * has tags for it. Call in a transaction of its own.
   */
  public void announce(Caller caller) {
    parties.add(Party.of(caller));
  }

  /** Of whom something may be released to an announced caller that was settled before. */
  public List<UUID> personsWith(Caller caller) {
    return facts.personsWith(caller.organisation());
  }

  /** Call once all of these are settled. */
  public void met(Caller caller) {
    parties.ready(Party.of(caller));
  }

  public boolean isMet(Caller caller) {
    return parties.isKnown(Party.of(caller));
  }
}
