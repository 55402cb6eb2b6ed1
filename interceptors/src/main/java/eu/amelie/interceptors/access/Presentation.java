/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.List;
import java.util.Optional;

/**
 * How the caller wants the answer to look. It shapes what was decided and masked, and decides
 * nothing itself.
 *
 * @param format absent: the Accept header says
 * @param elements top-level element names; empty: all
 * @param count page size of a list, 0 to 200
 * @param kind what the answer can be had as, beside FHIR
 */
public record Presentation(
    Optional<Format> format,
    boolean pretty,
    Summary summary,
    List<String> elements,
    int count,
    Kind kind) {
  /** The most rows that a page can hold, whatever was asked for. */
  public static final int MAX_COUNT = 200;

  /** The page size where none was asked for. */
  public static final int DEFAULT_COUNT = 50;

  public Presentation {
    elements = List.copyOf(elements);
  }

  /** The media types on offer; the first two for everything. */
  public enum Format {
    JSON,
    XML,
    HTML,
    PDF,
    CSV;

    /** Whether it is content of its own, and not a resource. */
    public boolean isPlain() {
      return this != JSON && this != XML;
    }
  }

  /** What an answer is. */
  public enum Kind {
    /** A resource and nothing else. */
    RESOURCE,
    /** A document for people, to be had as HTML and PDF too. */
    DOCUMENT,
    /** Numbers, to be had as CSV too. */
    TABLE
  }

  /** The same, in this format. */
  public Presentation as(Format other) {
    return new Presentation(Optional.of(other), pretty, summary, elements, count, kind);
  }

  /** The codes of {@code _summary}. */
  public enum Summary {
    FALSE,
    TRUE,
    TEXT,
    DATA,
    COUNT
  }
}
