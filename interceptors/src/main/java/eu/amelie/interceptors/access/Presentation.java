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
 * @param document whether the answer is a document for people, to be had as HTML and PDF too
 */
public record Presentation(
    Optional<Format> format,
    boolean pretty,
    Summary summary,
    List<String> elements,
    int count,
    boolean document) {
  /** The most rows that a page can hold, whatever was asked for. */
  public static final int MAX_COUNT = 200;

  /** The page size where none was asked for. */
  public static final int DEFAULT_COUNT = 50;

  public Presentation {
    elements = List.copyOf(elements);
  }

  /** The media types on offer; the last two for documents only. */
  public enum Format {
    JSON,
    XML,
    HTML,
    PDF
  }

  /** The same, in this format. */
  public Presentation as(Format other) {
    return new Presentation(Optional.of(other), pretty, summary, elements, count, document);
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
