/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.terminology;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.Interaction.Operation;
import eu.amelie.interceptors.access.QueryParameter;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.terminology.operations.TerminologyOperations;
import eu.amelie.terminology.operations.TerminologyRefusal;
import java.util.List;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.springframework.stereotype.Component;

/**
 * {@code $expand}, {@code $lookup}, {@code $validate-code}, {@code $translate}, {@code $subsumes}
 * on the published terminology, from memory. They see no case and no other server.
 */
@Component
class TerminologyCalls implements CallHandler {
  private static final String CONTROL = "_";

  private final TerminologyOperations operations;
  private final CaseFacts facts;
  private final AuditTrail trail;

  TerminologyCalls(ProfileCatalog catalog, CaseFacts facts, AuditTrail trail) {
    this.operations = new TerminologyOperations(catalog.terminology());
    this.facts = facts;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Operation operation
        && operation.type().isPresent()
        && TerminologyOperations.knows(operation.type().get(), operation.name());
  }

  @Override
  public Recorded answer(Call call) {
    Operation operation = (Operation) call.interaction();
    Parameters in =
        operation.posted() ? call.content().resource(Parameters.class) : asParameters(call);
    return trail.apart(call, Reply.of(answer(operation, in), List.of()));
  }

  private Resource answer(Operation operation, Parameters in) {
    try {
      return operations.answer(
          operation.type().orElseThrow(), operation.name(), operation.id(), in, facts.now());
    } catch (TerminologyRefusal e) {
      throw refusal(e);
    }
  }

  /** What stands in the address of a GET, but for what shapes the answer. */
  private static Parameters asParameters(Call call) {
    Parameters in = new Parameters();
    call.asked().parameters().stream()
        .filter(parameter -> !parameter.name().startsWith(CONTROL))
        .forEach(parameter -> in.addParameter(parameter.name(), value(parameter)));
    return in;
  }

  private static StringType value(QueryParameter parameter) {
    return new StringType(parameter.value());
  }

  private static ExchangeException refusal(TerminologyRefusal e) {
    return switch (e.kind()) {
      case NOT_FOUND -> ExchangeException.notFound();
      case INVALID ->
          ExchangeException.of(
              ErrorCode.PROFILE_VIOLATION,
              e.issues().stream()
                  .map(issue -> new ExchangeException.Issue(issue.expression(), issue.message()))
                  .toList());
    };
  }
}
