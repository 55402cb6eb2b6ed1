/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.explain;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.profiles.Finding;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.instruments.Instrument;
import eu.amelie.profiles.instruments.InstrumentScore;
import eu.amelie.profiles.questionnaires.Extraction;
import eu.amelie.profiles.questionnaires.ResponseCheck;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.instruments.InstrumentFiles;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.springframework.stereotype.Component;

/**
 * {@code QuestionnaireResponse/$extract}: what a response says, as resources that its sender may
 * submit; of a response to an imported instrument its score. Stores nothing and looks nothing up
 * about anybody.
 */
@Component
class ResponseExtraction implements CallHandler {
  private static final String PARAMETER = "questionnaire-response";
  private static final String AGE = "age";
  private static final String IN_POPULATION = "in-population";

  private final ResponseCheck check;
  private final Extraction extraction;
  private final InstrumentFiles instruments;
  private final CaseFacts facts;
  private final AuditTrail trail;

  ResponseExtraction(
      ProfileCatalog catalog, InstrumentFiles instruments, CaseFacts facts, AuditTrail trail) {
    this.instruments = instruments;
    this.facts = facts;
    this.check =
        ResponseCheck.of(
            catalog.questionnaires(), catalog.terminology(), instruments::questionnaire);
    this.extraction = new Extraction(catalog.questionnaires(), check);
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("extract");
  }

  @Override
  public Recorded answer(Call call) {
    Resource body = call.content().resource();
    QuestionnaireResponse response = response(body);
    Optional<Instrument> instrument =
        Optional.ofNullable(response.getQuestionnaire()).flatMap(instruments::find);
    Bundle bundle =
        instrument.map(one -> score(one, response, body)).orElseGet(() -> extract(response));
    return trail.apart(call, Reply.of(bundle, List.of()));
  }

  private Bundle extract(QuestionnaireResponse response) {
    refuse(extraction.obstacles(response));
    return extraction.extract(response, facts.now());
  }

  private Bundle score(Instrument instrument, QuestionnaireResponse response, Resource body) {
    refuse(check.check(response));
    refuse(InstrumentScore.obstacles(instrument, response));
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    bundle
        .addEntry()
        .setResource(InstrumentScore.score(instrument, response, age(body), isInPopulation(body)))
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Observation");
    return bundle;
  }

  private static void refuse(List<Finding> obstacles) {
    if (!obstacles.isEmpty()) {
      throw ExchangeException.of(
          ErrorCode.PROFILE_VIOLATION,
          obstacles.stream()
              .map(finding -> new ExchangeException.Issue(finding.expression(), finding.message()))
              .toList());
    }
  }

  /** In whole years, as the sender says; empty where it does not. */
  private static Optional<Integer> age(Resource body) {
    return body instanceof Parameters in && in.getParameterValue(AGE) instanceof IntegerType age
        ? Optional.ofNullable(age.getValue())
        : Optional.empty();
  }

  /** As the sender says: nothing here could tell. */
  private static boolean isInPopulation(Resource body) {
    return body instanceof Parameters in
        && in.getParameterValue(IN_POPULATION) instanceof BooleanType said
        && said.booleanValue();
  }

  /** The response itself, or the parameter that holds it, beside what a score needs to know. */
  private static QuestionnaireResponse response(Resource body) {
    if (body instanceof QuestionnaireResponse response) {
      return response;
    }
    if (body instanceof Parameters in
        && named(in, PARAMETER) == 1
        && mayBe(in, AGE, IntegerType.class)
        && mayBe(in, IN_POPULATION, BooleanType.class)
        && in.getParameter().size() == 1 + named(in, AGE) + named(in, IN_POPULATION)
        && in.getParameter(PARAMETER).getResource() instanceof QuestionnaireResponse response) {
      return response;
    }
    throw ExchangeException.at(
        ErrorCode.PROFILE_VIOLATION,
        "Parameters.parameter",
        "This operation takes questionnaire-response and, for a score, an age in whole years and"
            + " in-population, true or false.");
  }

  private static boolean mayBe(Parameters in, String name, Class<? extends Type> type) {
    return named(in, name) == 0
        || (named(in, name) == 1 && type.isInstance(in.getParameterValue(name)));
  }

  private static long named(Parameters in, String name) {
    return in.getParameter().stream().filter(one -> name.equals(one.getName())).count();
  }
}
