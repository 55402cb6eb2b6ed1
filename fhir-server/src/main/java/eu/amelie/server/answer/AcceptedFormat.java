/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.answer;

import eu.amelie.interceptors.access.GateDecision.Admit;
import eu.amelie.interceptors.access.Presentation;
import eu.amelie.interceptors.access.Presentation.Format;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** In which format an answer is wanted: {@code _format} before {@code Accept}. */
public final class AcceptedFormat {
  /** What an answer depends on beside its address. */
  public static final String VARY = "Authorization, Accept, Accept-Language";

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
  public static Admit settled(Admit admit, String accept) {
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
  public static Format ofResource(Optional<Format> format, String accept) {
    if (format.isPresent()) {
      return format.get() == Format.XML ? Format.XML : Format.JSON;
    }
    for (MediaType type : wanted(accept)) {
      if (type.getSubtype().contains("xml")) {
        return Format.XML;
      }
      if (type.getSubtype().contains("json") || type.isWildcardSubtype()) {
        return Format.JSON;
      }
    }
    return Format.JSON;
  }

  /** Of a resource in one of the two formats. */
  public static String mediaType(Format format) {
    return format == Format.XML
        ? "application/fhir+xml;charset=UTF-8"
        : "application/fhir+json;charset=UTF-8";
  }

  /** By weight (RFC 9110, section 12.5.1), then as they stand; none where it cannot be read. */
  private static List<MediaType> wanted(String accept) {
    try {
      return MediaType.parseMediaTypes(plain(accept)).stream()
          .filter(type -> type.getQualityValue() > 0)
          .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
          .toList();
    } catch (InvalidMediaTypeException e) {
      return List.of();
    }
  }

  private static String plain(String accept) {
    return accept == null ? "" : accept.toLowerCase(Locale.ROOT);
  }
}
