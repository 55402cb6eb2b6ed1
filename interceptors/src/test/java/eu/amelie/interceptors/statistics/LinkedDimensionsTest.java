/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * The attacker who knows all persons but one, against the dimensions that are really published. He
 * knows too what a person cannot be: only what was accepted has a course and a time to acceptance.
 */
class LinkedDimensionsTest {
  private static final List<String> LINKED = List.of("outcome", "course", "waiting");

  @Provide
  Arbitrary<List<Map<String, String>>> persons() {
    Arbitrary<Map<String, String>> person =
        Combinators.combine(
                skewed(ReferralDimensions.OUTCOME),
                skewed(ReferralDimensions.COURSE),
                skewed(ReferralDimensions.WAITING),
                skewed(ReferralDimensions.SEX))
            .as(LinkedDimensionsTest::person);
    return person.list().ofMinSize(1).ofMaxSize(90);
  }

  /** The later a leaf stands, the more persons are in it. */
  private static Arbitrary<String> skewed(Dimension dimension) {
    List<String> leaves = dimension.leaves();
    return Arbitraries.integers()
        .between(0, 999)
        .map(draw -> leaves.get((int) (Math.sqrt(draw / 1000.0) * leaves.size())));
  }

  private static Map<String, String> person(
      String outcome, String course, String waiting, String sex) {
    Map<String, String> person = new HashMap<>(Map.of("outcome", outcome, "sex", sex));
    if (outcome.equals("accepted")) {
      person.put("course", course);
      person.put("waiting", waiting);
    }
    return person;
  }

  @Property(tries = 300, seed = SEED)
  @Label("Nor can he where one dimension is about what another says.")
  void theAttackerCannotPlaceThePersonByWhatOneDimensionSaysOfAnother(
      @ForAll("persons") List<Map<String, String>> persons, @ForAll int drawn) {
    int unknown = Math.floorMod(drawn, persons.size());
    String sex = persons.get(unknown).get("sex");
    List<Map<String, String>> possible = new ArrayList<>();
    for (String outcome : ReferralDimensions.OUTCOME.leaves()) {
      for (String course : ReferralDimensions.COURSE.leaves()) {
        for (String waiting : ReferralDimensions.WAITING.leaves()) {
          possible.add(person(outcome, course, waiting, sex));
        }
      }
    }

    assertThat(placed(ReferralDimensions.ALL, persons, unknown, possible)).isEmpty();
  }

  /** Two dimensions about everybody, of which one follows from the other: the attack succeeds. */
  @Test
  void theAttackPlacesThePersonWhereALinkIsOverlooked() {
    Dimension outcome =
        new Dimension(
            "outcome", "received", Category.of("all", "received", "accepted", "completed"));
    Dimension waiting = new Dimension("waiting", "none", Category.of("any", "none", "same-day"));
    Map<String, String> open = Map.of("outcome", "received", "waiting", "none");
    Map<String, String> accepted = Map.of("outcome", "accepted", "waiting", "same-day");
    Map<String, String> completed = Map.of("outcome", "completed", "waiting", "same-day");
    List<Map<String, String>> persons = new ArrayList<>();
    persons.addAll(Collections.nCopies(5, completed));
    persons.addAll(Collections.nCopies(20, accepted));
    persons.addAll(Collections.nCopies(20, open));

    assertThat(placed(List.of(outcome, waiting), persons, 0, List.of(open, accepted, completed)))
        .contains("completed");
  }

  /** The first small category that the attacker is sure of. */
  private static Optional<String> placed(
      List<Dimension> dimensions,
      List<Map<String, String>> persons,
      int unknown,
      List<Map<String, String>> possible) {
    List<Table> seen = published(dimensions, persons);
    List<Map<String, String>> alike =
        possible.stream()
            .filter(
                other -> {
                  List<Map<String, String>> changed = new ArrayList<>(persons);
                  changed.set(unknown, other);
                  return published(dimensions, changed).equals(seen);
                })
            .toList();
    return dimensions.stream()
        .filter(dimension -> LINKED.contains(dimension.name()))
        .flatMap(
            dimension -> dimension.all().parts().stream().map(part -> Map.entry(dimension, part)))
        .filter(entry -> isIn(persons.get(unknown), entry))
        .filter(
            entry ->
                persons.stream().filter(person -> isIn(person, entry)).count() < Suppression.LEAST)
        .filter(entry -> alike.stream().allMatch(other -> isIn(other, entry)))
        .map(entry -> entry.getValue().id())
        .findFirst();
  }

  private static boolean isIn(Map<String, String> person, Map.Entry<Dimension, Category> category) {
    return Tables.leaves(category.getValue()).contains(person.get(category.getKey().name()));
  }

  private static List<Table> published(
      List<Dimension> dimensions, List<Map<String, String>> persons) {
    Tally tally = new Tally(dimensions);
    persons.forEach(tally::add);
    return tally.suppress();
  }
}
