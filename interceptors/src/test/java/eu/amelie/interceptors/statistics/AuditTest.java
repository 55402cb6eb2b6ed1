/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.statistics.Audit.Finding;
import eu.amelie.interceptors.statistics.Tables.Population;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The auditor against planted faults, against counting out, and against what the rule makes. */
class AuditTest {

  @Test
  void aLoneSuppressedCategoryFollowsBySubtraction() {
    Table planted = new Table(Tables.flat("a", "b", "c"), Map.of("all", 40L, "b", 15L, "c", 20L));

    assertThat(Audit.of(planted)).containsExactly(new Finding("a", 5, 5));
  }

  @Test
  void twoThatTogetherHoldFewTellTooMuch() {
    Table planted = new Table(Tables.flat("a", "b", "c"), Map.of("all", 40L, "c", 33L));

    assertThat(Audit.of(planted)).contains(new Finding("a", 0, 7), new Finding("b", 0, 7));
  }

  @Test
  void aNumberBelowElevenIsAFault() {
    Table planted = new Table(Tables.flat("a", "b", "c"), Map.of("all", 40L, "a", 10L));

    assertThat(Audit.of(planted)).contains(new Finding("a", 10, 10));
  }

  @Test
  void twoGroupingsThatOverlapGiveAwayWhatEachAloneHides() {
    Dimension dimension = Tables.flat("a", "b", "c");
    Disclosed all = new Disclosed(Set.of("a", "b", "c"), 60);
    Disclosed one = new Disclosed(Set.of("a", "b"), 33);
    Disclosed other = new Disclosed(Set.of("b", "c"), 30);

    assertThat(Audit.of(dimension, List.of(all, one)))
        .extracting(Finding::category)
        .containsOnly("c");
    assertThat(Audit.of(dimension, List.of(all, one, other))).contains(new Finding("b", 3, 3));
  }

  @Test
  void twoReportsOfTheSamePersonsGiveAwayWhoWasAddedBetweenThem() {
    Dimension dimension = Tables.flat("before", "added", "rest");

    assertThat(
            Audit.of(
                dimension,
                List.of(
                    new Disclosed(Set.of("before", "added"), 25),
                    new Disclosed(Set.of("before"), 24))))
        .contains(new Finding("added", 1, 1));
  }

  @Test
  void whatContradictsItselfIsNotPassed() {
    Table planted = new Table(Tables.flat("a", "b"), Map.of("all", 20L, "a", 30L));

    assertThat(Audit.of(planted)).isNotEmpty();
  }

  @Test
  void nothingPublishedTellsNothing() {
    assertThat(Audit.of(new Table(Tables.flat("a", "b"), Map.of()))).isEmpty();
  }

  /** All subsets of a tree's categories, published as they are: most of them are faults. */
  @Test
  void theAuditorFindsJustWhatTryingOutEveryTableFinds() {
    for (long a : new long[] {0, 3, 11, 14}) {
      for (long b : new long[] {0, 4, 12}) {
        for (long c : new long[] {2, 11, 13}) {
          for (Set<String> chosen : subsets(List.of("g", "a", "b", "c"))) {
            assertThatItFindsWhatCanBeCountedOut(Map.of("a", a, "b", b, "c", c), chosen);
          }
        }
      }
    }
  }

  private static void assertThatItFindsWhatCanBeCountedOut(
      Map<String, Long> table, Set<String> chosen) {
    Dimension dimension = Tables.nested();
    long total = Tables.sum(table, Set.of("a", "b", "c"));
    Set<Disclosed> disclosed =
        dimension
            .all()
            .all()
            .filter(category -> chosen.contains(category.id()) || category == dimension.all())
            .map(Tables::leaves)
            .map(leaves -> new Disclosed(leaves, Tables.sum(table, leaves)))
            .collect(Collectors.toSet());
    List<String> narrow =
        dimension
            .all()
            .all()
            .filter(category -> !chosen.contains(category.id()) && category != dimension.all())
            .filter(
                category -> {
                  long[] bounds = Tables.bounds(disclosed, Tables.leaves(category), total);
                  return bounds[1] - bounds[0] < Suppression.LEAST;
                })
            .map(Category::id)
            .toList();

    assertThat(
            Audit.of(dimension, disclosed).stream()
                .filter(finding -> !isPublished(disclosed, finding))
                .map(Finding::category))
        .as(table + " " + chosen)
        .containsExactlyInAnyOrderElementsOf(narrow);
  }

  /** A fault of what is published itself, named by its leaves. */
  private static boolean isPublished(Set<Disclosed> disclosed, Finding finding) {
    return finding.least() == finding.most()
        && disclosed.stream()
            .anyMatch(
                sum ->
                    String.join("+", sum.leaves().stream().sorted().toList())
                        .equals(finding.category()));
  }

  private static List<Set<String>> subsets(List<String> all) {
    return IntStream.range(0, 1 << all.size())
        .mapToObj(
            bits ->
                IntStream.range(0, all.size())
                    .filter(i -> (bits >> i & 1) == 1)
                    .mapToObj(all::get)
                    .collect(Collectors.toSet()))
        .toList();
  }

  /** Without the auditor: each table of three leaves, each table that it could be taken for. */
  @Test
  void inEverySmallTableEachSuppressedCategoryCanHoldElevenMoreOrFewer() {
    for (Dimension dimension : List.of(Tables.flat("a", "b", "c"), Tables.nested())) {
      Tables.everyTable(
          13,
          counts -> {
            Table table = Suppression.protect(dimension, counts);
            long total = Tables.sum(counts, Set.of("a", "b", "c"));
            if (total < Suppression.LEAST) {
              assertThat(table.persons()).isEmpty();
              return;
            }
            dimension
                .all()
                .all()
                .filter(category -> !table.persons().containsKey(category.id()))
                .forEach(
                    category -> {
                      long[] bounds =
                          Tables.bounds(table.disclosed(), Tables.leaves(category), total);
                      assertThat(bounds[1] - bounds[0])
                          .as(counts + " " + category.id())
                          .isGreaterThanOrEqualTo(Suppression.LEAST);
                    });
          });
    }
  }

  @Provide
  Arbitrary<Population> populations() {
    return Tables.populations();
  }

  @Property(tries = 300, seed = SEED)
  void theAuditorFindsNothingInWhatTheRulePublishes(@ForAll("populations") Population population) {
    Tally tally = new Tally(population.dimensions());
    population.persons().forEach(tally::add);

    assertThat(tally.publish()).allMatch(table -> Audit.of(table).isEmpty());
  }
}
