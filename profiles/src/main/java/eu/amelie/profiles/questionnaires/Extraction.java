/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import eu.amelie.profiles.Finding;
import eu.amelie.terminology.LocalSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Resource;

/**
 * {@code QuestionnaireResponse/$extract} (HL7 SDC): what a whole response to one of our
 * questionnaires says, as resources that its sender may submit: an Observation per answered sign,
 * and of a referral form a draft ServiceRequest.
 *
 * <p>Guaranteed: pure; nothing is stored; of the response the answer repeats codes, references and
 * times only, no free text; a Consent is a draft, which permits nothing until people make it one.
 */
public final class Extraction {
  private static final String DEFINITIONS = LocalSystem.CANONICAL_ROOT + "/StructureDefinition/";
  private static final String SOURCE = DEFINITIONS + "sc-information-source";

  private final Map<String, Questionnaire> questionnaires = new HashMap<>();
  private final ResponseCheck check;

  /**
   * @param check of responses to the same questionnaires
   */
  public Extraction(List<Questionnaire> questionnaires, ResponseCheck check) {
    questionnaires.forEach(one -> this.questionnaires.put(one.getUrl(), one));
    this.check = check;
  }

  /** What keeps the response from being extracted; empty where nothing does. */
  public List<Finding> obstacles(QuestionnaireResponse response) {
    List<Finding> obstacles = new ArrayList<>(check.check(response));
    if (obstacles.isEmpty() && questionnaire(response) == null) {
      obstacles.add(
          Finding.error(
              "QuestionnaireResponse.questionnaire",
              "questionnaire",
              "Only questionnaires of the exchange are known here."));
    }
    if (!response.getSubject().hasReference()) {
      obstacles.add(
          Finding.error("QuestionnaireResponse.subject", "required", "It needs a subject."));
    }
    if (response.getStatus() != QuestionnaireResponseStatus.COMPLETED
        && response.getStatus() != QuestionnaireResponseStatus.AMENDED) {
      obstacles.add(
          Finding.error(
              "QuestionnaireResponse.status", "status", "Only a whole response is extracted."));
    }
    return List.copyOf(obstacles);
  }

  private Questionnaire questionnaire(QuestionnaireResponse response) {
    String canonical = String.valueOf(response.getQuestionnaire());
    int bar = canonical.indexOf('|');
    return questionnaires.get(bar < 0 ? canonical : canonical.substring(0, bar));
  }

  /**
   * A transaction Bundle that nobody has to send as it is.
   *
   * @throws IllegalArgumentException where there are {@link #obstacles}
   */
  public Bundle extract(QuestionnaireResponse response) {
    if (!obstacles(response).isEmpty()) {
      throw new IllegalArgumentException("The response cannot be extracted.");
    }
    Questionnaire questionnaire = questionnaire(response);
    Map<String, QuestionnaireItemComponent> items = new HashMap<>();
    index(questionnaire.getItem(), items);
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    signs(response.getItem(), items, response, bundle);
    if (questionnaire.getIdPart().equals(ReferralDraft.QUESTIONNAIRE)) {
      add(bundle, ReferralDraft.of(response));
    }
    if (questionnaire.getIdPart().equals(ConsentDraft.QUESTIONNAIRE)) {
      ConsentDraft.of(response).ifPresent(draft -> add(bundle, draft));
    }
    return bundle;
  }

  private static void index(
      List<QuestionnaireItemComponent> from, Map<String, QuestionnaireItemComponent> items) {
    for (QuestionnaireItemComponent item : from) {
      items.put(item.getLinkId(), item);
      index(item.getItem(), items);
    }
  }

  private static void signs(
      List<QuestionnaireResponseItemComponent> given,
      Map<String, QuestionnaireItemComponent> items,
      QuestionnaireResponse response,
      Bundle bundle) {
    for (QuestionnaireResponseItemComponent item : given) {
      QuestionnaireItemComponent question = items.get(item.getLinkId());
      if (question.hasCode() && item.getAnswerFirstRep().getValue() instanceof Coding answer) {
        add(bundle, sign(question.getCodeFirstRep(), answer, response));
      }
      signs(item.getItem(), items, response, bundle);
    }
  }

  private static Observation sign(Coding code, Coding answer, QuestionnaireResponse response) {
    Observation sign = new Observation();
    sign.getMeta().addProfile(DEFINITIONS + "sc-indicator");
    sign.setStatus(ObservationStatus.FINAL);
    sign.setCode(new CodeableConcept(bare(code)));
    sign.setSubject(response.getSubject().copy().setDisplay(null));
    sign.setValue(new CodeableConcept(bare(answer)));
    sign.addExtension(
        new Extension(
            SOURCE, new CodeableConcept(new Coding(LocalSystem.SOURCE.url(), "screening", null))));
    if (response.hasAuthored()) {
      sign.setEffective(response.getAuthoredElement().copy());
    }
    return sign;
  }

  /** Without words of the sender. */
  static Coding bare(Coding coding) {
    return new Coding(coding.getSystem(), coding.getCode(), null);
  }

  private static void add(Bundle bundle, Resource resource) {
    bundle
        .addEntry()
        .setResource(resource)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl(resource.fhirType());
  }
}
