/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.explain;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.Interaction.Operation;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.minority.RecordedAge;
import eu.amelie.interceptors.minority.Standing;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.terminology.assess.AssessInputException;
import eu.amelie.terminology.assess.AssessOperation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/**
 * {@code $assess}: what the rule makes of signs, of those sent along or of those about a person
 * that the caller may see. Whom the caller sees recorded as under 18, or not sure, is assessed as a
 * child: by status, age band and date of birth. Stores nothing; suggests, and never finds.
 */
@Component
class Assessment implements CallHandler {
  private final AssessOperation rule;
  private final CaseFacts facts;
  private final CaseSights sights;
  private final IdDoor door;
  private final AuditTrail trail;

  Assessment(
      ProfileCatalog catalog, CaseFacts facts, CaseSights sights, IdDoor door, AuditTrail trail) {
    this.rule = new AssessOperation(catalog.terminology());
    this.facts = facts;
    this.sights = sights;
    this.door = door;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Operation operation && operation.name().equals("assess");
  }

  @Override
  public Recorded answer(Call call) {
    Parameters in = call.content().resource(Parameters.class);
    Operation operation = (Operation) call.interaction();
    if (operation.id().isEmpty()) {
      return trail.apart(call, Reply.of(assessed(in), List.of()));
    }
    UUID person = door.inward(call.caller(), operation.id().get());
    return trail.reading(call, () -> ofPerson(call, in, operation.id().get(), person));
  }

  private Observation assessed(Parameters in) {
    try {
      return rule.answer(in, facts.now());
    } catch (AssessInputException e) {
      throw refusal(e);
    }
  }

  private Reply ofPerson(Call call, Parameters in, String external, UUID person) {
    CaseSight sight = sights.of(call.caller());
    if (!sight.isVisible("Patient", person)) {
      throw ExchangeException.notFound();
    }
    List<UUID> signs =
        facts.itemsOf(person).stream()
            .filter(item -> item.type().equals("Observation"))
            .map(CaseItem::id)
            .toList();
    // One look for all: how many there are that the caller does not see shows in nothing.
    sight.expect(Stream.concat(Stream.of(person), signs.stream()).toList());
    CaseView known = sight.view("Patient", person).orElseThrow(ExchangeException::notFound);
    List<CaseView> views =
        signs.stream().flatMap(id -> sight.view("Observation", id).stream()).toList();
    List<Observation> seen = new ArrayList<>();
    views.forEach(view -> seen.add((Observation) view.resource()));
    try {
      Patient patient = (Patient) known.resource();
      Observation answer = rule.answer(in, isMinor(patient, facts.today()), seen, facts.now());
      answer.setSubject(new Reference("Patient/" + external));
      return Reply.of(
          answer, Stream.concat(Stream.of(known), views.stream()).map(CaseView::seen).toList());
    } catch (AssessInputException e) {
      throw refusal(e);
    }
  }

  /** By what the caller sees recorded of her age: status, band and date of birth together. */
  static boolean isMinor(Patient person, LocalDate today) {
    return RecordedAge.of(person, today)
            .standing(today, person.getBirthDateElement().getValueAsString())
        == Standing.MINOR;
  }

  private static ExchangeException refusal(AssessInputException e) {
    return ExchangeException.of(
        ErrorCode.PROFILE_VIOLATION,
        e.issues().stream()
            .map(issue -> new ExchangeException.Issue(issue.expression(), issue.message()))
            .toList());
  }
}
