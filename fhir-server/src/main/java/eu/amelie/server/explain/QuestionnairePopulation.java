/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.explain;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.Interaction.Operation;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.questionnaires.Population;
import eu.amelie.profiles.questionnaires.ResponseCheck;
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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * {@code Questionnaire/[id]/$populate}: a response filled with what the caller sees of a person,
 * each item through the same sight as a read of it. Stores nothing. A person whom the caller does
 * not see looks absent, and so does a questionnaire that is not there.
 */
@Component
class QuestionnairePopulation implements CallHandler {
  private static final String PARAMETER = "subject";
  private static final Pattern PATIENT = Pattern.compile("Patient/([A-Za-z0-9.-]{1,64})");

  /** What answers come from; nothing else is looked at, nor recorded as seen. */
  private static final Set<String> SOURCES =
      Set.of("Patient", "Observation", "ServiceRequest", "Task");

  private final Population population;
  private final CaseFacts facts;
  private final CaseSights sights;
  private final IdDoor door;
  private final AuditTrail trail;

  QuestionnairePopulation(
      ProfileCatalog catalog, CaseFacts facts, CaseSights sights, IdDoor door, AuditTrail trail) {
    this.population =
        new Population(
            catalog.questionnaires(),
            ResponseCheck.of(catalog.questionnaires(), catalog.terminology()));
    this.facts = facts;
    this.sights = sights;
    this.door = door;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Operation operation && operation.name().equals("populate");
  }

  @Override
  public Recorded answer(Call call) {
    String questionnaire = ((Operation) call.interaction()).id().orElseThrow();
    String external = person(call.content().resource(Parameters.class));
    UUID person = door.inward(call.caller(), external);
    return trail.reading(call, () -> populated(call, questionnaire, external, person));
  }

  private Reply populated(Call call, String questionnaire, String external, UUID person) {
    CaseSight sight = sights.of(call.caller());
    if (!sight.isVisible("Patient", person)) {
      throw ExchangeException.notFound();
    }
    List<CaseItem> items =
        facts.itemsOf(person).stream().filter(item -> SOURCES.contains(item.type())).toList();
    sight.expect(items.stream().map(CaseItem::id).toList());
    List<CaseView> views =
        items.stream().flatMap(item -> sight.view(item.type(), item.id()).stream()).toList();
    List<Resource> seen = views.stream().map(view -> (Resource) view.resource()).toList();
    QuestionnaireResponse response =
        population
            .populate(questionnaire, new Reference("Patient/" + external), seen, facts.now())
            .orElseThrow(ExchangeException::notFound);
    Parameters answer = new Parameters();
    answer.addParameter().setName("response").setResource(response);
    return Reply.of(answer, views.stream().map(CaseView::seen).toList());
  }

  private static String person(Parameters in) {
    if (in.getParameter().size() == 1) {
      ParametersParameterComponent only = in.getParameterFirstRep();
      if (PARAMETER.equals(only.getName()) && only.getValue() instanceof Reference subject) {
        Matcher patient = PATIENT.matcher(Objects.requireNonNullElse(subject.getReference(), ""));
        if (patient.matches()) {
          return patient.group(1);
        }
      }
    }
    throw ExchangeException.at(
        ErrorCode.PROFILE_VIOLATION,
        "Parameters.parameter",
        "This operation takes the one parameter subject, a reference to a Patient.");
  }
}
