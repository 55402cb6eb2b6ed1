/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.explain;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.profiles.Finding;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.questionnaires.Extraction;
import eu.amelie.profiles.questionnaires.ResponseCheck;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.handling.CallHandler;
import java.util.List;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * {@code QuestionnaireResponse/$extract}: what a response says, as resources that its sender may
 * submit. Stores nothing and looks nothing up.
 */
@Component
class ResponseExtraction implements CallHandler {
  private static final String PARAMETER = "questionnaire-response";

  private final Extraction extraction;
  private final AuditTrail trail;

  ResponseExtraction(ProfileCatalog catalog, AuditTrail trail) {
    this.extraction =
        new Extraction(
            catalog.questionnaires(),
            ResponseCheck.of(catalog.questionnaires(), catalog.terminology()));
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("extract");
  }

  @Override
  public Recorded answer(Call call) {
    QuestionnaireResponse response = response(call.content().resource());
    List<Finding> obstacles = extraction.obstacles(response);
    if (!obstacles.isEmpty()) {
      throw ExchangeException.of(
          ErrorCode.PROFILE_VIOLATION,
          obstacles.stream()
              .map(finding -> new ExchangeException.Issue(finding.expression(), finding.message()))
              .toList());
    }
    return trail.apart(call, Reply.of(extraction.extract(response), List.of()));
  }

  /** The response itself, or the one parameter that holds it. */
  private static QuestionnaireResponse response(Resource body) {
    if (body instanceof QuestionnaireResponse response) {
      return response;
    }
    if (body instanceof Parameters in && in.getParameter().size() == 1) {
      ParametersParameterComponent only = in.getParameterFirstRep();
      if (PARAMETER.equals(only.getName())
          && only.getResource() instanceof QuestionnaireResponse response) {
        return response;
      }
    }
    throw ExchangeException.at(
        ErrorCode.PROFILE_VIOLATION,
        "Parameters.parameter",
        "This operation takes the one parameter questionnaire-response.");
  }
}
