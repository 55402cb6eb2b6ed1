/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.consent.BreakGlassGrant;
import eu.amelie.interceptors.consent.CareRole;
import eu.amelie.interceptors.consent.CaseDecision;
import eu.amelie.interceptors.consent.CaseRequest;
import eu.amelie.interceptors.consent.Code;
import eu.amelie.interceptors.consent.CompiledConsent;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.DecisionRequest;
import eu.amelie.interceptors.consent.Item;
import eu.amelie.interceptors.consent.TaskFact;
import eu.amelie.interceptors.minority.CaptureRules;
import eu.amelie.interceptors.minority.Standing;
import eu.amelie.interceptors.referral.TaskStep;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.server.cases.CompiledConsents.Compiled;
import eu.amelie.server.facts.AgeFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.DecisionFacts;
import eu.amelie.server.facts.DecisionFacts.ConsentVersion;
import eu.amelie.server.facts.DecisionFacts.State;
import eu.amelie.server.facts.FactRemoval;
import eu.amelie.server.facts.TaskRow;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Asks the one decision, with facts read now. Only the compiled form of a Consent's version is kept
 * between two questions, which never changes; whether that version still counts is read each time.
 */
@Component
public class Decisions {
  private static final Set<Purpose> COUNTING = Set.of(Purpose.of("sc-statistics"));

  private final DecisionFacts facts;
  private final AgeFacts ages;
  private final CompiledConsents compiled;
  private final ProfileCatalog profiles;

  Decisions(
      DecisionFacts facts, AgeFacts ages, CompiledConsents compiled, ProfileCatalog profiles) {
    this.facts = facts;
    this.ages = ages;
    this.compiled = compiled;
    this.profiles = profiles;
  }

  public PersonFacts factsOf(UUID person) {
    return factsOf(Set.of(person)).get(person);
  }

  /**
   * The same with her age as it was last looked at, however long ago: for what cannot be undone.
   * Never for what is shown.
   */
  PersonFacts factsAsLastSeen(UUID person) {
    return factsOf(Set.of(person), (age, today) -> age.standing()).get(person);
  }

  /** Of many persons in as many statements as of one. */
  public Map<UUID, PersonFacts> factsOf(Set<UUID> persons) {
    return factsOf(persons, AgeFacts.Row::forPermits);
  }

  private Map<UUID, PersonFacts> factsOf(
      Set<UUID> persons, BiFunction<AgeFacts.Row, LocalDate, Standing> counts) {
    Map<UUID, State> states = facts.states(persons);
    Map<UUID, Compiled> known = compiled.of(states.values());
    Map<UUID, List<TaskRow>> tasks = facts.tasks(persons);
    return persons.stream()
        .collect(
            Collectors.toMap(
                person -> person,
                person ->
                    factsOf(
                        person,
                        states.get(person),
                        known,
                        tasks.getOrDefault(person, List.of()),
                        counts)));
  }

  private PersonFacts factsOf(
      UUID person,
      State state,
      Map<UUID, Compiled> known,
      List<TaskRow> taskRows,
      BiFunction<AgeFacts.Row, LocalDate, Standing> counts) {
    Map<String, List<CompiledConsent>> consents = new HashMap<>();
    boolean relations = false;
    for (ConsentVersion consent : state.consents()) {
      // What is gone since it was listed counts no more.
      Compiled compiled = known.get(consent.id());
      if (compiled != null) {
        relations |= compiled.relations();
        // What is restricted is kept and no more: nothing permits it, and what denies it stays.
        boolean restricted = state.restricted().contains(consent.custodian());
        consents
            .computeIfAbsent(consent.custodian(), ignored -> new ArrayList<>())
            .add(restricted ? compiled.consent().permittingNothing() : compiled.consent());
      }
    }
    // Neither a restriction nor a withdrawal makes somebody of whom a Consent denies.
    Set<String> nobodies =
        CaptureRules.nobodies(consents.values().stream().flatMap(List::stream).toList());
    LocalDate today = LocalDate.ofInstant(state.now(), ZoneOffset.UTC);
    consents.replaceAll(
        (custodian, some) ->
            CaptureRules.counting(
                some, standing(person, some, age -> counts.apply(age, today)), nobodies));
    List<TaskFact> tasks =
        taskRows.stream().filter(task -> task.givesNeed(person)).map(TaskRow::fact).toList();
    Map<String, TaskRow> parties =
        taskRows.stream().collect(Collectors.toMap(task -> task.id().toString(), task -> task));
    return new PersonFacts(
        consents,
        nobodies,
        state.restricted(),
        relations,
        tasks,
        parties,
        state.safeContact(),
        state.contactForms(),
        state.now());
  }

  /** Only what was given for a minor depends on whether she is one. */
  private Standing standing(
      UUID person, List<CompiledConsent> consents, Function<AgeFacts.Row, Standing> counts) {
    return consents.stream().anyMatch(consent -> consent.capture().isForMinor())
        ? ages.find(person).map(counts).orElse(Standing.UNSTATED)
        : Standing.UNSTATED;
  }

  /**
   * What a decision looks at in an item, with labels and profile as the server sees them; what
   * points to it is not known yet.
   */
  public Item item(Stored stored) {
    Resource record = stored.resource();
    Resource labelled = record.copy();
    labelled.getMeta().setSecurity(stored.sense().codings());
    labelled.getMeta().setProfile(null);
    profiles.profileFor(record).ifPresent(labelled.getMeta()::addProfile);
    Item item = Item.ofRecord(labelled, stored.sense());
    return record instanceof Appointment appointment ? item.about(patientOf(appointment)) : item;
  }

  /**
   * What decisions look at in all items of a person, by id, with what points to each where a
   * Consent asks for that.
   */
  public Map<UUID, Item> items(PersonFacts person, Map<UUID, Stored> stored) {
    Map<UUID, Item> items = new HashMap<>();
    stored.forEach((id, one) -> items.put(id, item(one)));
    if (person.relations()) {
      Map<String, Set<String>> referrers = Item.referrers(items.values());
      items.replaceAll((id, one) -> one.among(referrers));
    }
    return items;
  }

  /** Empty where several take part: then nobody's Consent can speak for it alone. */
  private static String patientOf(Appointment appointment) {
    Set<String> patients =
        appointment.getParticipant().stream()
            .map(participant -> participant.getActor().getReferenceElement())
            .filter(actor -> "Patient".equals(actor.getResourceType()))
            .map(actor -> "Patient/" + actor.getIdPart())
            .collect(Collectors.toSet());
    return patients.size() == 1 ? patients.iterator().next() : "";
  }

  /** The decision about an item for an organisation that comes with these purposes. */
  public Decision decide(
      String organisation,
      Role role,
      Set<Purpose> purposes,
      CaseItem stored,
      Item item,
      PersonFacts person) {
    return decide(organisation, role, purposes, stored, item, person, Optional.empty());
  }

  /**
   * The same in an emergency.
   *
   * @param grant an emergency access on record, where the call is of a kind that it covers
   */
  Decision decide(
      String organisation,
      Role role,
      Set<Purpose> purposes,
      CaseItem stored,
      Item item,
      PersonFacts person,
      Optional<BreakGlassGrant> grant) {
    // What was emptied has no custodian, and nothing that an emergency could be helped with; what
    // is
    // restricted is kept and no more, whoever asks and why.
    boolean closed =
        stored.custodian().equals(FactRemoval.NOBODY) || person.isRestricted(stored.custodian());
    CaseRequest asked =
        request(
            organisation,
            careRole(role),
            purposes,
            stored.custodian(),
            item,
            person,
            closed ? Optional.empty() : grant);
    return decided(
        stored.isOfParties()
            ? decideForParties(asked, stored, person)
            : CaseDecision.decide(asked));
  }

  /**
   * A decision that failed is a fault of ours and no answer: it must neither look like the person's
   * will nor be acted on as such.
   */
  private static Decision decided(Decision decision) {
    if (decision.reason() == Decision.Reason.ERROR) {
      throw new IllegalStateException("A decision could not be made.");
    }
    return decision;
  }

  /**
   * The decision whether an organisation is shown what has come of a Task that it asked for.
   *
   * @param task of which it is the requester
   */
  public Decision decideAboutResults(
      String organisation,
      Role role,
      Set<Purpose> purposes,
      CaseItem task,
      Item item,
      PersonFacts person) {
    TaskRow row = person.parties().get(task.id().toString());
    if (row == null
        || !organisation.equals(row.requester())
        || person.isRestricted(row.owner())
        || person.isRestricted(task.custodian())) {
      return new Decision.Deny(Decision.Reason.NO_NEED, List.of());
    }
    return decided(
        CaseDecision.decideAboutResults(
            request(
                organisation,
                careRole(role),
                purposes,
                row.owner(),
                item,
                person,
                Optional.empty())));
  }

  /**
   * The decision whether an item may be counted for statistics.
   *
   * @param office id of the Organization that Consents name to permit it
   */
  public Decision decideAboutCounting(
      String office, CaseItem stored, Item item, PersonFacts person) {
    return decided(
        CaseDecision.decideAboutCounting(
            request(
                office,
                CareRole.NONE,
                COUNTING,
                stored.custodian(),
                item,
                person,
                Optional.empty())));
  }

  private static CaseRequest request(
      String organisation,
      CareRole role,
      Set<Purpose> purposes,
      String custodian,
      Item item,
      PersonFacts person,
      Optional<BreakGlassGrant> grant) {
    return new CaseRequest(
        organisation,
        role,
        DecisionRequest.access("Organization/" + organisation, codes(purposes)),
        item,
        custodian,
        person.countingFor(custodian),
        person.tasks(),
        person.safeContact(),
        CaseRequest.DEFAULT_FOLLOW_UP,
        grant,
        person.now());
  }

  /** Of what belongs to a Task that is not known nobody is a party. */
  private static Decision decideForParties(CaseRequest asked, CaseItem stored, PersonFacts person) {
    TaskRow task =
        TaskStep.taskOf(asked.item().references()).map(person.parties()::get).orElse(null);
    if (task == null) {
      return new Decision.Deny(Decision.Reason.NO_NEED, List.of());
    }
    return stored.isStep()
        ? CaseDecision.decideAboutStep(asked, task.requester(), task.owner())
        : CaseDecision.decideAboutMessage(asked, task.requester(), task.fact());
  }

  private static Set<Code> codes(Set<Purpose> purposes) {
    return purposes.stream()
        .map(purpose -> new Code(purpose.system(), purpose.code()))
        .collect(Collectors.toSet());
  }

  private static CareRole careRole(Role role) {
    return switch (role) {
      case REFERRER -> CareRole.REFERRER;
      case SUPPORT -> CareRole.SUPPORT;
      case COORDINATOR -> CareRole.COORDINATOR;
      case STATISTICS, AUDITOR -> CareRole.NONE;
    };
  }
}
