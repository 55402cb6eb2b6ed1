/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.consent.ConsentParts;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.consent.ItemSense;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.record.RecordShapes;
import eu.amelie.interceptors.pseudonym.record.Split;
import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import eu.amelie.interceptors.referral.Messages;
import eu.amelie.interceptors.referral.TaskActor;
import eu.amelie.interceptors.referral.TaskEffect;
import eu.amelie.interceptors.referral.TaskTransitions;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.cases.PersonRecord;
import eu.amelie.server.cases.PersonRecords;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.cases.Stored;
import eu.amelie.server.facts.BlindIdentifiers;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.ConsentFacts;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.recall.Recall.Kind;
import eu.amelie.server.recall.Recalls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.springframework.stereotype.Component;

/**
 * Takes drafts apart and stores the parts: identity in the vault, the rest in the record, what
 * decisions need among the facts. With a Task end the offers abroad that rest on it. All in the
 * caller's transaction.
 */
@Component
class Storing {
  private final RecordShapes shapes;
  private final IdentityVault vault;
  private final RecordStore records;
  private final CaseFacts facts;
  private final ConsentFacts consentFacts;
  private final Ages ages;
  private final ContactStatements contacts;
  private final TaskReferences references;
  private final TaskSteps steps;
  private final List<TaskListener> listeners;
  private final BlindIdentifiers identifiers;
  private final Recalls recalls;
  private final CountedVersions versions;
  private final ShownResults results;
  private final IdentityChanges identityChanges;
  private final WholeSenses senses;
  private final PersonRecords persons;
  private final DroppedOffers offers;
  private final FhirContext context;

  Storing(
      RecordShapes shapes,
      IdentityVault vault,
      RecordStore records,
      CaseFacts facts,
      ConsentFacts consentFacts,
      Ages ages,
      ContactStatements contacts,
      TaskReferences references,
      TaskSteps steps,
      List<TaskListener> listeners,
      BlindIdentifiers identifiers,
      Recalls recalls,
      CountedVersions versions,
      ShownResults results,
      IdentityChanges identityChanges,
      WholeSenses senses,
      PersonRecords persons,
      DroppedOffers offers,
      FhirContext context) {
    this.shapes = shapes;
    this.vault = vault;
    this.records = records;
    this.facts = facts;
    this.consentFacts = consentFacts;
    this.ages = ages;
    this.contacts = contacts;
    this.references = references;
    this.steps = steps;
    this.listeners = List.copyOf(listeners);
    this.identifiers = identifiers;
    this.recalls = recalls;
    this.versions = versions;
    this.results = results;
    this.identityChanges = identityChanges;
    this.senses = senses;
    this.persons = persons;
    this.offers = offers;
    this.context = context;
  }

  /**
   * @param writer whose every element is that no other author had before
   */
  void store(String writer, List<Draft> drafts) {
    List<Stored> fresh = new ArrayList<>();
    List<Stored> changed = new ArrayList<>();
    Map<Draft, Boolean> tasks = new LinkedHashMap<>();
    List<TaskListener.Change> taskChanges = new ArrayList<>();
    List<ShownResults.Difference> differences = new ArrayList<>();
    Map<ServiceRequest, UUID> referrals = new LinkedHashMap<>();
    Map<UUID, List<Correction>> corrections = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      UUID revision = UUID.randomUUID();
      ItemSense sense = senses.of(draft.resource());
      Split split = shapes.split(draft.resource());
      identityChanges
          .of(draft, split.identity())
          .ifPresent(
              correction ->
                  corrections
                      .computeIfAbsent(draft.person(), ignored -> new ArrayList<>())
                      .add(correction));
      Set<String> authors = keep(writer, draft, revision, split.identity());
      Resource record = (Resource) split.record();
      record.setId(new IdType(draft.type(), draft.id().toString()));
      if (record instanceof Task task) {
        tasks.put(draft, versions.counts(draft, task));
        results.difference(draft, task, split.identity(), writer).ifPresent(differences::add);
      }
      facts.save(
          new CaseItem(
              draft.id(),
              draft.type(),
              draft.person(),
              draft.custodian(),
              revision,
              draft.version()));
      if (record instanceof Task task) {
        TaskListener.Change change = change(draft, task, writer, authors);
        taskChanges.add(change);
        facts.saveTask(change.after());
        if (effects(change.before(), task, writer).contains(TaskEffect.RECORD)) {
          fresh.add(steps.record(draft, task, writer));
        }
      }
      if (record instanceof ServiceRequest referral && draft.before().isPresent()) {
        referrals.put(referral, draft.person());
      }
      saveFacts(draft, record);
      (draft.before().isEmpty() ? fresh : changed)
          .add(new Stored(record, revision.toString(), sense));
    }
    contacts
        .keep(drafts)
        .forEach(
            person ->
                corrections
                    .computeIfAbsent(person, ignored -> new ArrayList<>())
                    .add(otherContact(person, writer)));
    records.write(fresh, changed);
    Set<UUID> shown =
        differences.stream()
            .filter(results::isShown)
            .map(ShownResults.Difference::task)
            .collect(Collectors.toSet());
    tasks.forEach((draft, counts) -> versions.keep(draft, counts || shown.contains(draft.id())));
    taskChanges.stream()
        .map(change -> shown.contains(change.after().id()) ? change.withResults() : change)
        .forEach(change -> listeners.forEach(listener -> listener.stored(change)));
    referrals.forEach(
        (referral, person) ->
            listeners.forEach(listener -> listener.referralChanged(person, referral)));
    drafts.stream()
        .filter(draft -> draft.resource() instanceof Communication && draft.before().isEmpty())
        .forEach(this::tellOfMessage);
    corrections.forEach(this::tellOfCorrections);
    List<Draft> dropped = offers.of(taskChanges);
    if (!dropped.isEmpty()) {
      store(CaseItem.EXCHANGE, dropped);
    }
  }

  /** How a person is reached decides about her contact details, whatever the record has of them. */
  private Correction otherContact(UUID person, String writer) {
    String custodian = facts.item(person).orElseThrow().custodian();
    return new Correction(person, custodian, writer, Set.of(IdentityLabel.DEMO));
  }

  private void tellOfCorrections(UUID person, List<Correction> corrections) {
    PersonRecord record = persons.read(person);
    listeners.forEach(listener -> listener.corrected(person, corrections, record));
  }

  private void tellOfMessage(Draft draft) {
    Communication message = (Communication) draft.resource();
    UUID task = UUID.fromString(new IdType(Messages.taskOf(message).orElseThrow()).getIdPart());
    String recipient = organisation(message.getRecipientFirstRep());
    listeners.forEach(listener -> listener.messaged(draft.person(), task, recipient));
  }

  private TaskListener.Change change(Draft draft, Task task, String writer, Set<String> authors) {
    Optional<TaskRow> before = facts.task(draft.id());
    TaskRow after = row(draft, task, authors, before);
    boolean shown =
        before.isEmpty()
            || effects(before, task, writer).contains(TaskEffect.TELL)
            || TaskViews.differForRequester(
                (Task) records.read("Task", draft.id()).resource(), task);
    return new TaskListener.Change(draft.person(), before, after, task, shown, false);
  }

  /** Of a step, as the table of steps has it; what is new has taken none. */
  private static List<TaskEffect> effects(Optional<TaskRow> before, Task task, String writer) {
    if (before.isEmpty()) {
      return List.of();
    }
    TaskActor actor =
        writer.equals(CaseItem.EXCHANGE)
            ? TaskActor.EXCHANGE
            : TaskActor.of(writer, before.get().owner(), before.get().requester());
    return TaskTransitions.effects(
        TaskStatus.fromCode(before.get().status()), task.getStatus(), actor);
  }

  private Set<String> keep(
      String writer, Draft draft, UUID revision, List<IdentityElement> identity) {
    Map<String, List<IdentityElement>> byAuthor =
        Authorship.attribute(identity, draft.authored(), writer);
    byAuthor.forEach(
        (author, elements) ->
            vault.put(
                new VaultAddress(
                    draft.reference(), draft.person().toString(), author, revision.toString()),
                elements));
    return byAuthor.keySet();
  }

  private void saveFacts(Draft draft, Resource record) {
    if (record instanceof Consent consent) {
      consentFacts.save(
          draft.id(),
          draft.version(),
          context.newJsonParser().encodeResourceToString(consent),
          ConsentParts.organisations(consent));
      if (draft.before().isPresent()) {
        recalls.keep(Kind.CONSENT, draft.id(), draft.custodian(), draft.version(), "");
      }
    } else if (draft.resource() instanceof Patient patient) {
      ages.record(draft.person(), patient);
    }
    identifiers.replace(draft.custodian(), draft.id(), draft.resource());
  }

  private TaskRow row(Draft draft, Task task, Set<String> authors, Optional<TaskRow> before) {
    String status = task.getStatus().toCode();
    Instant ended = before.map(TaskRow::ended).orElse(null);
    return new TaskRow(
        draft.id(),
        UUID.fromString(new IdType(task.getFocus().getReference()).getIdPart()),
        // Who asks is who submits, also where the Task names a person of theirs or nobody.
        draft.custodian(),
        organisation(task.getOwner()),
        status,
        TaskViews.businessStatus(task),
        TaskViews.shownStatus(task),
        before.map(TaskRow::reference).orElseGet(references::next),
        authors.contains(organisation(task.getOwner())) || task.hasOutput(),
        TaskTransitions.isFinal(task.getStatus()) && ended == null ? facts.now() : ended);
  }

  private static String organisation(Reference reference) {
    return new IdType(reference.getReference()).getIdPart();
  }
}
