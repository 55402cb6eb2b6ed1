/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import eu.amelie.profiles.Finding;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * Holds responses against the exchange's own questionnaires, and against those of others that were
 * brought in as instruments: items that are not there, answers of another type or outside the
 * options, too many of them, answers to what is not asked, what is required and missing in a
 * response that says it is complete, and a result that does not follow from the answers.
 *
 * <p>Guaranteed: pure; findings hold nothing of the input; a response to a questionnaire of ours
 * that does not exist, or of another version, does not fit. Not guaranteed: anything about a
 * response to a questionnaire that is not known here, in the version it names, or to none.
 */
public final class ResponseCheck {
  private static final String OURS = LocalSystem.CANONICAL_ROOT + "/Questionnaire/";

  private final Map<String, Questionnaire> questionnaires = new HashMap<>();
  private final Map<String, Set<String>> options = new HashMap<>();
  private final SignResult result;
  private final Function<String, Optional<Questionnaire>> imported;

  private ResponseCheck(
      List<Questionnaire> questionnaires,
      TerminologyCatalog terminology,
      Function<String, Optional<Questionnaire>> imported) {
    questionnaires.forEach(one -> this.questionnaires.put(one.getUrl(), one));
    terminology.valueSets().forEach(set -> options.put(set.getUrl(), codes(set, terminology)));
    this.result = new SignResult(terminology);
    this.imported = imported;
  }

  /** Where none of others was brought in. */
  public static ResponseCheck of(
      List<Questionnaire> questionnaires, TerminologyCatalog terminology) {
    return of(questionnaires, terminology, canonical -> Optional.empty());
  }

  /**
   * @param imported a questionnaire of others by its canonical with its version; asked each time
   */
  public static ResponseCheck of(
      List<Questionnaire> questionnaires,
      TerminologyCatalog terminology,
      Function<String, Optional<Questionnaire>> imported) {
    return new ResponseCheck(questionnaires, terminology, imported);
  }

  private static Set<String> codes(ValueSet set, TerminologyCatalog terminology) {
    Set<String> codes = new HashSet<>();
    for (ValueSet.ConceptSetComponent include : set.getCompose().getInclude()) {
      include.getConcept().forEach(one -> codes.add(option(include.getSystem(), one.getCode())));
      if (!include.hasConcept()) {
        for (LocalSystem system : LocalSystem.values()) {
          if (system.url().equals(include.getSystem())) {
            terminology.codes(system).forEach(code -> codes.add(option(system.url(), code.code())));
          }
        }
      }
    }
    return codes;
  }

  static String option(String system, String code) {
    return system + "|" + code;
  }

  /** What does not fit, in the order found; empty means it fits, or cannot be judged here. */
  public List<Finding> check(QuestionnaireResponse response) {
    String canonical = response.hasQuestionnaire() ? response.getQuestionnaire() : "";
    int bar = canonical.indexOf('|');
    String url = bar < 0 ? canonical : canonical.substring(0, bar);
    if (!url.startsWith(OURS)) {
      return imported
          .apply(canonical)
          .map(one -> new ResponseWalk(response, options).check(one))
          .orElse(List.of());
    }
    Questionnaire questionnaire = questionnaires.get(url);
    if (questionnaire == null
        || (bar >= 0 && !canonical.substring(bar + 1).equals(questionnaire.getVersion()))) {
      return List.of(
          Finding.error(
              "QuestionnaireResponse.questionnaire",
              "questionnaire",
              "There is no such questionnaire, or not in this version."));
    }
    List<Finding> findings = new ResponseWalk(response, options).check(questionnaire);
    return findings.isEmpty() ? result.check(questionnaire, response) : findings;
  }

  SignResult result() {
    return result;
  }
}
