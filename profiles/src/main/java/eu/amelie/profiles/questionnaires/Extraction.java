/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import eu.amelie.profiles.Finding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * {@code QuestionnaireResponse/$extract} (HL7 SDC): what a whole response to one of our
 * questionnaires says, as resources that its sender may submit: an Observation per answered sign,
 * what the rule makes of all signs of a population, of a referral form a draft ServiceRequest and
 * of a consent form a draft Consent.
 *
 * <p>Guaranteed: pure; nothing is stored; of the response the answer repeats codes, references and
 * times only, no free text; a Consent is a draft, which permits nothing until people make it one.
 */
public final class Extraction {
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
   * @param now when the signs are assessed
   * @throws IllegalArgumentException where there are {@link #obstacles}
   */
  public Bundle extract(QuestionnaireResponse response, Instant now) {
    if (!obstacles(response).isEmpty()) {
      throw new IllegalArgumentException("The response cannot be extracted.");
    }
    Questionnaire questionnaire = questionnaire(response);
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    SignDrafts.of(questionnaire, response).forEach(sign -> add(bundle, sign));
    check
        .result()
        .of(questionnaire, response, now)
        .ifPresent(result -> add(bundle, derived(result, bundle, response)));
    if (questionnaire.getIdPart().equals(ReferralDraft.QUESTIONNAIRE)) {
      add(bundle, ReferralDraft.of(response));
    }
    if (questionnaire.getIdPart().equals(ConsentDraft.QUESTIONNAIRE)) {
      ConsentDraft.of(response).ifPresent(draft -> add(bundle, draft));
    }
    return bundle;
  }

  /** With references to the signs that it was made from, which are entries so far. */
  private static Observation derived(
      Observation result, Bundle bundle, QuestionnaireResponse response) {
    for (BundleEntryComponent entry : bundle.getEntry()) {
      Observation sign = (Observation) entry.getResource();
      entry.setFullUrl(address(sign, response));
      result.addDerivedFrom(new Reference(entry.getFullUrl()));
    }
    return result;
  }

  /** The same response gives the same address; responses of others, or to others, another. */
  private static String address(Observation sign, QuestionnaireResponse response) {
    String name =
        String.join(
            " ",
            response.getQuestionnaire(),
            response.getSubject().getReference(),
            response.getAuthoredElement().getValueAsString(),
            sign.getCode().getCodingFirstRep().getCode());
    return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
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
