/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.web;

import eu.amelie.interceptors.access.GateDecision.Admit;
import eu.amelie.interceptors.access.Presentation;
import eu.amelie.interceptors.access.Presentation.Format;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** In which format an answer is wanted: {@code _format} before {@code Accept}. */
final class AcceptedFormat {
  private static final Map<String, Format> DOCUMENT_TYPES =
      Map.of(
          "text/html", Format.HTML,
          "application/pdf", Format.PDF,
          "json", Format.JSON,
          "application/fhir+xml", Format.XML);

  private AcceptedFormat() {}

  /**
   * What is not a resource needs to know before it is made: of a document HTML where nothing else
   * is asked for, of a table CSV only where it is.
   */
  static Admit settled(Admit admit, String accept) {
    Presentation presentation = admit.presentation();
    if (presentation.format().isPresent()) {
      return admit;
    }
    return switch (presentation.kind()) {
      case RESOURCE -> admit;
      case DOCUMENT -> as(admit, ofDocument(plain(accept)));
      case TABLE -> plain(accept).startsWith("text/csv") ? as(admit, Format.CSV) : admit;
    };
  }

  private static Admit as(Admit admit, Format format) {
    return new Admit(admit.interaction(), admit.presentation().as(format), admit.search());
  }

  /** The type that is named first. */
  private static Format ofDocument(String accept) {
    return DOCUMENT_TYPES.entrySet().stream()
        .filter(type -> accept.contains(type.getKey()))
        .min(Comparator.comparing(type -> accept.indexOf(type.getKey())))
        .map(Map.Entry::getValue)
        .orElse(Format.HTML);
  }

  /** JSON where neither asks for XML. */
  static Format ofResource(Optional<Format> format, String accept) {
    if (format.isPresent()) {
      return format.get() == Format.XML ? Format.XML : Format.JSON;
    }
    String plain = plain(accept);
    boolean xml = plain.contains("xml");
    boolean json = plain.contains("json") || plain.contains("*/*");
    return xml && !(json && plain.indexOf("json") < plain.indexOf("xml"))
        ? Format.XML
        : Format.JSON;
  }

  private static String plain(String accept) {
    return accept == null ? "" : accept.toLowerCase(Locale.ROOT);
  }
}
