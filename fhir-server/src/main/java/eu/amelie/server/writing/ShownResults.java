/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.cases.Decisions;
import eu.amelie.server.cases.PersonRecord;
import eu.amelie.server.cases.PersonRecords;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.parties.Parties;
import eu.amelie.server.parties.Party;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskOutputComponent;
import org.springframework.stereotype.Component;

/**
 * Whether who asked for a Task sees that its owner has made something else of it. Where nobody has
 * released results to it, it never does, and nothing of that is counted (disclosure C12).
 */
@Component
class ShownResults {
  private final CaseFacts facts;
  private final RecordStore records;
  private final PersonRecords persons;
  private final Decisions decisions;
  private final Parties parties;

  ShownResults(
      CaseFacts facts,
      RecordStore records,
      PersonRecords persons,
      Decisions decisions,
      Parties parties) {
    this.facts = facts;
    this.records = records;
    this.persons = persons;
    this.decisions = decisions;
    this.parties = parties;
  }

  /**
   * What is different in what the owner has added.
   *
   * @param labels of what is kept apart from the record
   */
  record Difference(
      UUID task,
      UUID person,
      List<TaskOutputComponent> before,
      List<TaskOutputComponent> after,
      Set<IdentityLabel> labels) {}

  /** Call before it is stored; empty where nothing is different. */
  Optional<Difference> difference(
      Draft draft, Task record, List<IdentityElement> identity, String writer) {
    if (draft.before().isEmpty()) {
      return Optional.empty();
    }
    String owner = facts.task(draft.id()).map(TaskRow::owner).orElseThrow();
    List<IdentityElement> before = draft.authored().getOrDefault(owner, List.of());
    List<IdentityElement> after =
        Authorship.attribute(identity, draft.authored(), writer).getOrDefault(owner, List.of());
    Set<IdentityLabel> labels = EnumSet.noneOf(IdentityLabel.class);
    for (IdentityLabel label : IdentityLabel.values()) {
      if (!texts(before, label).equals(texts(after, label))) {
        labels.add(label);
      }
    }
    Task stored = (Task) records.read("Task", draft.id()).resource();
    return labels.isEmpty() && areAlike(stored.getOutput(), record.getOutput())
        ? Optional.empty()
        : Optional.of(
            new Difference(
                draft.id(), draft.person(), stored.getOutput(), record.getOutput(), labels));
  }

  private static boolean areAlike(List<TaskOutputComponent> one, List<TaskOutputComponent> other) {
    return Base.compareDeep(one, other, true);
  }

  /** Of what a requester is shown where it is open: results and notes. */
  private static List<String> texts(List<IdentityElement> elements, IdentityLabel label) {
    return elements.stream()
        .filter(element -> element.label() == label)
        .filter(element -> TaskViews.isResult(element.path()))
        .map(IdentityElement::json)
        .sorted()
        .toList();
  }

  /** Call once it is stored. */
  boolean isShown(Difference difference) {
    TaskRow row = facts.task(difference.task()).orElseThrow();
    if (!decisions.factsOf(difference.person()).consents().containsKey(row.owner())) {
      return false;
    }
    PersonRecord person = persons.read(difference.person());
    PersonRecord.Entry entry =
        person.entries().stream()
            .filter(one -> one.stored().id().equals(difference.task()))
            .findFirst()
            .orElseThrow();
    return parties.known(Set.of(row.requester())).stream()
        .anyMatch(party -> isShown(difference, person, entry, party));
  }

  private static boolean isShown(
      Difference difference, PersonRecord person, PersonRecord.Entry entry, Party party) {
    return person.decideAboutResults(party.organisation(), party.role(), party.purposes(), entry)
            instanceof Permit permit
        && (difference.labels().stream().anyMatch(permit.releasedLabels()::contains)
            || !areAlike(
                visible(difference.before(), person, party),
                visible(difference.after(), person, party)));
  }

  /** With nothing that points to what is hidden. */
  private static List<TaskOutputComponent> visible(
      List<TaskOutputComponent> outputs, PersonRecord person, Party party) {
    return outputs.stream()
        .map(TaskOutputComponent::copy)
        .map(
            output ->
                output.getValue() instanceof Reference reference
                        && !isVisible(reference, person, party)
                    ? output.setValue(null)
                    : output)
        .toList();
  }

  private static boolean isVisible(Reference reference, PersonRecord person, Party party) {
    IdType target = new IdType(reference.getReference());
    return !CaseTypes.contains(target.getResourceType())
        || person.entries().stream()
            .filter(entry -> entry.stored().id().toString().equals(target.getIdPart()))
            .anyMatch(
                entry ->
                    person.decide(party.organisation(), party.role(), party.purposes(), entry)
                        instanceof Permit);
  }
}
