/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Dimensions, persons and counts for tests; a person is a leaf for each dimension. */
final class Tables {

  /** What is counted: some dimensions, and persons by the name of the dimension. */
  record Population(List<Dimension> dimensions, List<Map<String, String>> persons) {

    /** All that would be published, by a rule. */
    Map<String, Map<String, Long>> published(Rule rule) {
      Map<String, Map<String, Long>> published = new HashMap<>();
      for (Dimension dimension : dimensions) {
        Map<String, Long> counts =
            persons.stream()
                .collect(
                    Collectors.groupingBy(
                        person -> person.get(dimension.name()), Collectors.counting()));
        published.put(dimension.name(), rule.protect(dimension, counts).persons());
      }
      return published;
    }

    /** The same, but for one value of one person. */
    Population with(int person, String dimension, String leaf) {
      List<Map<String, String>> others = new ArrayList<>(persons);
      Map<String, String> changed = new HashMap<>(persons.get(person));
      changed.put(dimension, leaf);
      others.set(person, changed);
      return new Population(dimensions, others);
    }

    long count(Dimension dimension, Category category) {
      Set<String> leaves = leaves(category);
      return persons.stream().filter(p -> leaves.contains(p.get(dimension.name()))).count();
    }
  }

  /** Something that decides what is published. */
  interface Rule {
    Table protect(Dimension dimension, Map<String, Long> counts);
  }

  private Tables() {}

  static Set<String> leaves(Category category) {
    return category.leaves().map(Category::id).collect(Collectors.toSet());
  }

  /** Leaves a, b, c and so on, in this order. */
  static Dimension flat(String... leaves) {
    return new Dimension("flat", leaves[0], Category.of("all", leaves));
  }

  /** Three leaves, two of which are a group. */
  static Dimension nested() {
    return new Dimension(
        "nested", "a", Category.of("all", Category.of("g", "a", "b"), Category.leaf("c")));
  }

  /** Up to three dimensions of up to three levels, and persons of whom many are alike. */
  static Arbitrary<Population> populations() {
    return dimension()
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(Tables::named)
        .flatMap(
            dimensions ->
                Arbitraries.integers()
                    .between(0, 1000)
                    .list()
                    .ofSize(dimensions.size())
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(70)
                    .map(draws -> new Population(dimensions, persons(dimensions, draws))));
  }

  private static List<Dimension> named(List<Category> roots) {
    List<Dimension> dimensions = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      Category root = renamed(roots.get(i), "");
      dimensions.add(new Dimension("d" + i, root.leaves().findFirst().orElseThrow().id(), root));
    }
    return dimensions;
  }

  private static Category renamed(Category category, String path) {
    List<Category> parts = new ArrayList<>();
    for (int i = 0; i < category.parts().size(); i++) {
      parts.add(renamed(category.parts().get(i), path + i));
    }
    return new Category("c" + path, parts);
  }

  private static Arbitrary<Category> dimension() {
    return Combinators.combine(parts(2), Arbitraries.integers().between(2, 4))
        .as((parts, n) -> new Category("c", parts.subList(0, Math.min(n, parts.size()))));
  }

  private static Arbitrary<List<Category>> parts(int depth) {
    Arbitrary<Category> leaf = Arbitraries.just(Category.leaf("l"));
    Arbitrary<Category> part =
        depth == 0
            ? leaf
            : Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(2, leaf),
                net.jqwik.api.Tuple.of(1, parts(depth - 1).map(some -> new Category("g", some))));
    return part.list().ofMinSize(2).ofMaxSize(4);
  }

  /** The square of a draw makes some leaves common and others rare. */
  private static List<Map<String, String>> persons(
      List<Dimension> dimensions, List<List<Integer>> draws) {
    List<Map<String, String>> persons = new ArrayList<>();
    for (List<Integer> draw : draws) {
      Map<String, String> person = new HashMap<>();
      for (int i = 0; i < dimensions.size(); i++) {
        List<String> leaves = dimensions.get(i).leaves();
        double share = draw.get(i) / 1001.0;
        person.put(dimensions.get(i).name(), leaves.get((int) (share * share * leaves.size())));
      }
      persons.add(person);
    }
    return persons;
  }

  /** Every table of three leaves with up to so many persons in each. */
  static void everyTable(int most, Consumer<Map<String, Long>> use) {
    for (long a = 0; a <= most; a++) {
      for (long b = 0; b <= most; b++) {
        for (long c = 0; c <= most; c++) {
          use.accept(Map.of("a", a, "b", b, "c", c));
        }
      }
    }
  }

  /** The fewest and the most that a category can hold, by trying out every table of a total. */
  static long[] bounds(Set<Disclosed> disclosed, Set<String> category, long total) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (long a = 0; a <= total; a++) {
      for (long b = 0; a + b <= total; b++) {
        Map<String, Long> table = Map.of("a", a, "b", b, "c", total - a - b);
        if (disclosed.stream().allMatch(d -> sum(table, d.leaves()) == d.persons())) {
          least = Math.min(least, sum(table, category));
          most = Math.max(most, sum(table, category));
        }
      }
    }
    return new long[] {least, most};
  }

  static long sum(Map<String, Long> table, Set<String> leaves) {
    return new HashSet<>(leaves).stream().mapToLong(table::get).sum();
  }
}
