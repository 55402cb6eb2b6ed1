/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.flow;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.consent.CareRole;
import eu.amelie.interceptors.consent.CaseDecision;
import eu.amelie.interceptors.consent.CaseRequest;
import eu.amelie.interceptors.consent.Code;
import eu.amelie.interceptors.consent.CompiledConsent;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.DecisionRequest;
import eu.amelie.interceptors.consent.Item;
import eu.amelie.interceptors.consent.TaskFact;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.ConsentRow;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Asks the one decision, with facts read now. Nothing is remembered between two questions. */
@Component
class Decisions {
  private final CaseFacts facts;
  private final FhirContext context;

  Decisions(CaseFacts facts, FhirContext context) {
    this.facts = facts;
    this.context = context;
  }

  PersonFacts factsOf(UUID person) {
    Map<String, List<CompiledConsent>> consents =
        facts.consentsOf(person).stream()
            .collect(
                Collectors.groupingBy(
                    ConsentRow::custodian, Collectors.mapping(this::compile, Collectors.toList())));
    List<TaskFact> tasks =
        facts.tasksOf(person).stream()
            .map(task -> new TaskFact(task.owner(), task.status(), task.ended()))
            .toList();
    return new PersonFacts(consents, tasks, facts.safeContact(person), facts.now());
  }

  private CompiledConsent compile(ConsentRow row) {
    return CompiledConsent.compile(
        context.newJsonParser().parseResource(Consent.class, row.body()));
  }

  Decision decide(Caller caller, CaseItem item, Resource record, PersonFacts person) {
    return CaseDecision.decide(
        new CaseRequest(
            caller.organisation(),
            careRole(caller.role()),
            DecisionRequest.access(caller.reference(), purposes(caller)),
            Item.of(record),
            item.custodian(),
            person.consentsOf(item.custodian()),
            person.tasks(),
            person.safeContact().orElse(null),
            CaseRequest.DEFAULT_FOLLOW_UP,
            person.now()));
  }

  private static java.util.Set<Code> purposes(Caller caller) {
    return caller.purposes().stream()
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
