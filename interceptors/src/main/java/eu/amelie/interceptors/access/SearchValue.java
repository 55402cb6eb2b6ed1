/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.Optional;

/** One value of an OR list, unescaped and checked in form. None of them prints what it holds. */
public sealed interface SearchValue {

  /** The value of {@code _id}. */
  record Id(String id) implements SearchValue {
    @Override
    public String toString() {
      return "Id";
    }
  }

  /** A reference; {@code type} is there even where the caller left it out. */
  record Reference(String type, String id) implements SearchValue {
    @Override
    public String toString() {
      return "Reference[" + type + "]";
    }
  }

  /**
   * A token.
   *
   * @param system absent: any system; empty text: only codes without a system
   * @param code absent: any code of the system
   */
  record Token(Optional<String> system, Optional<String> code) implements SearchValue {
    @Override
    public String toString() {
      return "Token";
    }
  }

  /**
   * A date or time.
   *
   * @param text FHIR dateTime of any precision, its time zone optional; a day of the calendar
   */
  record Moment(Prefix prefix, String text) implements SearchValue {
    /** FHIR's search prefixes of dates. */
    public enum Prefix {
      EQ,
      NE,
      GT,
      LT,
      GE,
      LE,
      SA,
      EB,
      AP
    }

    @Override
    public String toString() {
      return "Moment[" + prefix + "]";
    }
  }
}
