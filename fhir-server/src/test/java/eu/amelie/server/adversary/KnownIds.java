/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import java.util.List;

/**
 * Ids to ask about: those a caller has or had, those of an item that one world has, those that
 * others have, internal ones, and made-up ones.
 *
 * @param own what the caller was ever told
 * @param near {@code Type/id} of the case that the worlds differ about, released to the caller or
 *     not
 * @param hidden {@code Type/name}, where the name stands for an item that one world has
 * @param others {@code Type/id} as other callers know them
 * @param othersPages tokens of other callers' page links
 * @param internal {@code Type/id} as the store knows them
 */
record KnownIds(
    Standpoint own,
    List<String> near,
    List<String> hidden,
    List<String> others,
    List<String> othersPages,
    List<String> internal) {
  static final List<String> CASE_TYPES =
      List.of(
          "Task",
          "Task",
          "Observation",
          "Observation",
          "ServiceRequest",
          "Consent",
          "Condition",
          "Encounter",
          "Procedure",
          "Patient");
  private static final List<String> NO_IDS =
      List.of("1", "not-an-id", "A", "5C0FFFFF-0000-4000-8000-000000000009", "%20", "a%0Ab");

  /** {@code Type/id} of whatever kind. */
  String reference(Dice dice) {
    int kind = dice.below(100);
    if (kind < 30) {
      return dice.one(near);
    }
    if (kind < 50 && !own.references().isEmpty()) {
      return dice.one(own.references());
    }
    if (kind < 72 && !hidden.isEmpty()) {
      return dice.one(hidden);
    }
    if (kind < 82 && !others.isEmpty()) {
      return dice.one(others);
    }
    if (kind < 88 && !internal.isEmpty()) {
      return dice.one(internal);
    }
    return dice.one(CASE_TYPES) + "/" + madeUp(dice);
  }

  String madeUp(Dice dice) {
    return dice.chance(80) ? dice.uuid().toString() : dice.one(NO_IDS);
  }

  String id(Dice dice) {
    return reference(dice).replaceFirst("^[A-Za-z]+/", "");
  }

  String personId(Dice dice) {
    if (dice.chance(50)) {
      return near.stream()
          .filter(reference -> reference.startsWith("Patient/"))
          .map(reference -> reference.substring("Patient/".length()))
          .findFirst()
          .orElseThrow();
    }
    List<String> persons = own.of("Patient");
    return persons.isEmpty() || dice.chance(30) ? id(dice) : dice.one(persons);
  }

  /** An entity tag's inside that the caller was once told. */
  String tag(Dice dice) {
    return own.tags().isEmpty() ? "1" : dice.one(own.tags());
  }

  String pageToken(Dice dice) {
    int kind = dice.below(4);
    if (kind < 2 && !own.pages().isEmpty()) {
      return dice.one(own.pages());
    }
    return kind == 2 && !othersPages.isEmpty() ? dice.one(othersPages) : "bm90LWEtdG9rZW4";
  }
}
