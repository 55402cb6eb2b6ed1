/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import eu.amelie.terminology.TerminologyCatalog;
import java.time.Instant;
import java.util.Collection;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;

/**
 * The rule as an operation: Observations of signs in, one Observation of what they suggest out.
 *
 * <p>Guaranteed: pure; it stores nothing, and of the input the answer repeats codes, ids and the
 * reference of the person only. Not guaranteed: that the answers are true, or all there are. The
 * answer bears no labels; whoever keeps it labels it.
 */
public final class AssessOperation {
  private final TerminologyCatalog catalog;
  private final AssessmentRule rule;

  public AssessOperation(TerminologyCatalog catalog) {
    this.catalog = catalog;
    this.rule = new AssessmentRule(catalog.indicators());
  }

  /**
   * {@code Observation/$assess}.
   *
   * @param in null for none
   * @throws AssessInputException naming everything that is wrong with the input
   */
  public Observation answer(Parameters in, Instant now) {
    AssessInput input = AssessInput.read(orNone(in), catalog, true);
    return answer(input, input.signs(), now);
  }

  /**
   * {@code Patient/[id]/$assess}: the Observations are not part of the input.
   *
   * @param in null for none
   * @param seen of one person, all that the caller may see; what is no answer to a sign is passed
   *     over
   * @throws AssessInputException naming everything that is wrong with the input
   */
  public Observation answer(Parameters in, Collection<Observation> seen, Instant now) {
    AssessInput input = AssessInput.read(orNone(in), catalog, false);
    Signs signs = new Signs();
    for (Observation observation : seen) {
      Signs.code(observation, catalog.indicators())
          .ifPresent(
              code ->
                  Signs.answer(observation)
                      .ifPresent(answer -> signs.add(code, answer, observation)));
    }
    return answer(input, signs, now);
  }

  private Observation answer(AssessInput input, Signs signs, Instant now) {
    Assessment assessment = rule.assess(signs.answers(), input.age(), input.form());
    return new AssessmentObservation(catalog, assessment, signs, now).toObservation();
  }

  private static Parameters orNone(Parameters in) {
    return in == null ? new Parameters() : in;
  }
}
