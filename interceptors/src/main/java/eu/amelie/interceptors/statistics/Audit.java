/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * Tries to work out what was suppressed: for each category that is not published the fewest and the
 * most persons that agree with all that is, by linear programming. It knows nothing of how the
 * categories were chosen, nor of their tree, only sums of leaves; so it finds what overlapping
 * groupings, or two reports of the same persons, tell together.
 *
 * <p>Guaranteed: where it finds nothing, no published number is below {@link Suppression#LEAST},
 * and each category that is not published can hold that many persons more or fewer. Not guaranteed:
 * anything against who knows more than what is published; see {@link Suppression}.
 */
public final class Audit {

  /**
   * A category that can be made out.
   *
   * @param least the fewest persons it can hold
   * @param most the most; both are zero where what is published contradicts itself
   */
  public record Finding(String category, long least, long most) {}

  private static final long NOBODY = 0;

  private final Dimension dimension;
  private final List<String> leaves;
  private final List<Disclosed> known;

  private Audit(Dimension dimension, Collection<Disclosed> disclosed) {
    this.dimension = dimension;
    this.leaves = dimension.leaves();
    this.known = List.copyOf(disclosed);
    if (!known.stream().allMatch(sum -> leaves.containsAll(sum.leaves()))) {
      throw new IllegalArgumentException("Not leaves of " + dimension.name() + ".");
    }
  }

  /** What can be made out from one table. */
  public static List<Finding> of(Table table) {
    return of(table.dimension(), table.disclosed());
  }

  /**
   * What can be made out from all of these together.
   *
   * @param disclosed about the same persons, from wherever
   */
  public static List<Finding> of(Dimension dimension, Collection<Disclosed> disclosed) {
    List<Finding> findings = new ArrayList<>();
    disclosed.stream()
        .filter(sum -> sum.persons() < Suppression.LEAST)
        .map(sum -> new Finding(String.join("+", sorted(sum)), sum.persons(), sum.persons()))
        .forEach(findings::add);
    if (!disclosed.isEmpty()) {
      Set<Set<String>> published =
          disclosed.stream().map(Disclosed::leaves).collect(Collectors.toSet());
      Audit audit = new Audit(dimension, disclosed);
      audit
          .unpublished(published)
          .map(audit::bounds)
          .filter(Audit::isNarrow)
          .forEach(findings::add);
    }
    return List.copyOf(findings);
  }

  private static List<String> sorted(Disclosed sum) {
    return sum.leaves().stream().sorted().toList();
  }

  private Stream<Category> unpublished(Set<Set<String>> published) {
    return dimension
        .all()
        .all()
        .filter(category -> !published.contains(Disclosed.of(category, NOBODY).leaves()));
  }

  private static boolean isNarrow(Finding finding) {
    return finding.most() - finding.least() < Suppression.LEAST;
  }

  private Finding bounds(Category category) {
    Set<String> sought = Disclosed.of(category, NOBODY).leaves();
    return new Finding(
        category.id(),
        bound(model(sought).minimise(), NOBODY),
        bound(model(sought).maximise(), Integer.MAX_VALUE));
  }

  /** Without a solution there is nothing to hide behind, and no room. */
  private static long bound(Optimisation.Result result, long unbounded) {
    if (result.getState() == Optimisation.State.UNBOUNDED) {
      return unbounded;
    }
    return result.getState().isOptimal() ? Math.round(result.getValue()) : NOBODY;
  }

  /** All tables that agree with what is known, by how many are in any of the sought leaves. */
  private ExpressionsBasedModel model(Set<String> sought) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    Map<String, Variable> persons = new HashMap<>();
    for (String leaf : leaves) {
      persons.put(
          leaf, model.newVariable(leaf).lower(NOBODY).weight(sought.contains(leaf) ? 1 : 0));
    }
    for (int i = 0; i < known.size(); i++) {
      Expression sum = model.newExpression("sum" + i).level(known.get(i).persons());
      known.get(i).leaves().forEach(leaf -> sum.set(persons.get(leaf), 1));
    }
    return model;
  }
}
