/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.statistics.Tables.Population;
import eu.amelie.interceptors.statistics.Tables.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * The attacker knows every person but one, the rule, and all that is published, in all dimensions.
 * He puts the one into every category in turn and sees what would have been published then.
 */
class OnePersonUnknownTest {

  @Provide
  Arbitrary<Population> populations() {
    return Tables.populations();
  }

  @Property(tries = 1500, seed = SEED)
  @Label("In no category below eleven can the attacker place the person he does not know.")
  void theAttackerCannotPlaceThePersonInASmallCategory(
      @ForAll("populations") Population population, @ForAll int drawn) {
    int unknown = Math.floorMod(drawn, population.persons().size());

    assertThat(placed(population, unknown, Suppression::protect)).isEmpty();
  }

  /** The attack is worth something: it breaks the rule that comes to mind first. */
  @Test
  void theAttackBreaksARuleThatGivesUpTheSmallestOther() {
    Dimension dimension = Tables.flat("a", "b", "c");
    List<Map<String, String>> persons = new ArrayList<>();
    Map.of("a", 1, "b", 12, "c", 12)
        .forEach(
            (leaf, number) -> {
              for (int i = 0; i < number; i++) {
                persons.add(Map.of("flat", leaf));
              }
            });
    persons.sort(Comparator.comparing(person -> person.get("flat")));
    Population population = new Population(List.of(dimension), persons);

    assertThat(placed(population, 0, OnePersonUnknownTest::obvious)).contains("a");
    assertThat(placed(population, 0, Suppression::protect)).isEmpty();
  }

  /** The smaller ones, and only where one stands alone the smallest other. */
  private static Table obvious(Dimension dimension, Map<String, Long> counts) {
    Map<String, Long> published = new HashMap<>();
    published.put("all", counts.values().stream().mapToLong(Long::longValue).sum());
    for (String leaf : dimension.leaves()) {
      long number = counts.getOrDefault(leaf, 0L);
      if (number >= Suppression.LEAST) {
        published.put(leaf, number);
      }
    }
    if (published.size() == dimension.leaves().size()) {
      published.entrySet().stream()
          .filter(entry -> !entry.getKey().equals("all"))
          .min(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .ifPresent(published::remove);
    }
    return new Table(dimension, published);
  }

  /** The first small category that the attacker is sure of. */
  private static Optional<String> placed(Population population, int unknown, Rule rule) {
    Map<String, Map<String, Long>> seen = population.published(rule);
    for (Dimension dimension : population.dimensions()) {
      String own = population.persons().get(unknown).get(dimension.name());
      List<String> alike =
          dimension.leaves().stream()
              .filter(
                  leaf ->
                      population.with(unknown, dimension.name(), leaf).published(rule).equals(seen))
              .toList();
      Optional<String> sure =
          dimension
              .all()
              .all()
              .filter(category -> Tables.leaves(category).contains(own))
              .filter(category -> population.count(dimension, category) < Suppression.LEAST)
              .filter(category -> category != dimension.all())
              .filter(category -> Tables.leaves(category).containsAll(alike))
              .map(Category::id)
              .findFirst();
      if (sure.isPresent()) {
        return sure;
      }
    }
    return Optional.empty();
  }
}
