/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which counts of persons are published.
 *
 * <p>The rule: nothing below {@link #LEAST}, zero included. Where a part of a category is
 * suppressed, so is the first in order of its parts that need not be; and of a category that is
 * itself suppressed to hide another, so is the first such part of its own.
 *
 * <p>Guaranteed, of any number of dimensions published together about the same persons, where they
 * leave each other free and {@link Tally} sees to those that do not: (1) no number below {@code
 * LEAST} is published or follows by subtraction; what a suppressed category can hold, given all
 * that is published, spans at least {@code LEAST} persons ({@link Audit}). (2) Who knows all
 * persons but one, this rule and all that is published, cannot tell that the one is in a category
 * below {@code LEAST}: were she in another, which there always is, all that is published would be
 * the same. That holds because what is given up for a small category is never small itself, is
 * chosen by an order that no count moves, and stays chosen when the person is added to it.
 *
 * <p>Not guaranteed: that who knows all persons but one learns nothing. From a published category
 * he learns whether she is in it; and from two dimensions, that she is in one of each. No exact
 * count can keep that from him. Nor is anything guaranteed of a person who is counted in two
 * reports: whoever counts sees to it that she is in one.
 */
public final class Suppression {
  /** The fewest persons that are published, as in the statistics of the field. */
  public static final long LEAST = 11;

  private final Map<String, Long> persons = new HashMap<>();
  private final Map<String, Long> published = new HashMap<>();

  private Suppression() {}

  /**
   * @param persons by id of the leaf; a leaf that is not there has none
   * @throws IllegalArgumentException for what is no leaf, or no number of persons
   */
  public static Table protect(Dimension dimension, Map<String, Long> persons) {
    if (!dimension.leaves().containsAll(persons.keySet())
        || persons.values().stream().anyMatch(number -> number < 0)) {
      throw new IllegalArgumentException("Only leaves are counted.");
    }
    Suppression suppression = new Suppression();
    suppression.count(dimension.all(), persons);
    if (!suppression.isSmall(dimension.all())) {
      suppression.publish(dimension.all(), false);
    }
    return new Table(dimension, suppression.published);
  }

  private long count(Category category, Map<String, Long> leaves) {
    long number =
        category.isLeaf()
            ? leaves.getOrDefault(category.id(), 0L)
            : category.parts().stream().mapToLong(part -> count(part, leaves)).sum();
    persons.put(category.id(), number);
    return number;
  }

  private boolean isSmall(Category category) {
    return persons.get(category.id()) < LEAST;
  }

  /**
   * @param hides whether the category is itself suppressed, to hide another
   */
  private void publish(Category category, boolean hides) {
    if (!hides) {
      published.put(category.id(), persons.get(category.id()));
    }
    List<Category> parts = category.parts();
    Optional<Category> givenUp =
        hides || parts.stream().anyMatch(this::isSmall)
            ? parts.stream().filter(part -> !isSmall(part)).findFirst()
            : Optional.empty();
    for (Category part : parts) {
      if (!isSmall(part)) {
        publish(part, givenUp.filter(part::equals).isPresent());
      }
    }
  }
}
