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
    return answer(input, input.age(), input.signs(), now);
  }

  /**
   * The same where the Observations are not part of the input.
   *
   * @param in null for none
   * @param seen of one person; what is no answer to a sign is passed over
   * @throws AssessInputException naming everything that is wrong with the input
   */
  public Observation answer(Parameters in, Collection<Observation> seen, Instant now) {
    return answer(in, false, seen, now);
  }

  /**
   * {@code Patient/[id]/$assess}. Of whom it is recorded, or not sure, that she is under 18, the
   * assessment is that of a child, also where the input says adult.
   *
   * @param in null for none
   * @param minor whether that is so
   * @param seen of her, all that the caller may see; what is no answer to a sign is passed over
   * @throws AssessInputException naming everything that is wrong with the input
   */
  public Observation answer(
      Parameters in, boolean minor, Collection<Observation> seen, Instant now) {
    AssessInput input = AssessInput.read(orNone(in), catalog, false);
    return answer(input, minor ? AgeGroup.CHILD : input.age(), signs(seen), now);
  }

  private Signs signs(Collection<Observation> seen) {
    Signs signs = new Signs();
    for (Observation observation : seen) {
      Signs.code(observation, catalog.indicators())
          .ifPresent(
              code ->
                  Signs.answer(observation)
                      .ifPresent(answer -> signs.add(code, answer, observation)));
    }
    return signs;
  }

  private Observation answer(AssessInput input, AgeGroup age, Signs signs, Instant now) {
    Assessment assessment = rule.assess(signs.answers(), age, input.form());
    return new AssessmentObservation(catalog, assessment, input.age(), signs, now).toObservation();
  }

  private static Parameters orNone(Parameters in) {
    return in == null ? new Parameters() : in;
  }
}
