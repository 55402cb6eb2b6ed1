/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The XHTML of a narrative as a well-formed tree of bounded depth under one {@code div}, written
 * anew: HAPI's own parser takes tag soup, and what one parser takes for a comment or for character
 * data another takes for an element. Comments are left out. What the elements are, and whether they
 * could act, is the validator's to say.
 */
final class Narratives {
  static final String NAMESPACE = "http://www.w3.org/1999/xhtml";
  private static final String XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
  private static final String NOT_DIV = "A narrative is one well-formed XHTML div.";
  private static final String DEEP = "Elements are nested deeper than this server accepts.";

  private final XmlSource source;
  private final BodyLimits limits;

  Narratives(XmlSource source, BodyLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  /** As it stands in JSON; the default namespace has to be XHTML's. */
  String canonical(String div, Place place) {
    String text = div.strip();
    if (!text.startsWith("<div")) {
      throw Refusals.malformed(place, NOT_DIV);
    }
    try {
      XMLStreamReader reader = source.open(text);
      String canonical = copy(reader, place);
      source.close(reader);
      return canonical;
    } catch (XMLStreamException e) {
      throw Refusals.malformed(place, NOT_DIV);
    }
  }

  /**
   * The element that the reader stands on, as it would stand in JSON; the reader is left on its
   * end.
   */
  String copy(XMLStreamReader reader, Place place) throws XMLStreamException {
    StringBuilder div = new StringBuilder();
    boolean says = false;
    if (!reader.getLocalName().equals("div")) {
      throw Refusals.malformed(place, NOT_DIV);
    }
    int depth = 0;
    int event = XMLStreamConstants.START_ELEMENT;
    while (true) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > limits.depth()) {
            throw Refusals.tooLarge(place, DEEP);
          }
          start(reader, depth == 1, div, place);
          says |= reader.getLocalName().equals("img");
        }
        case XMLStreamConstants.END_ELEMENT -> {
          div.append("</").append(reader.getLocalName()).append('>');
          depth--;
        }
        case XMLStreamConstants.COMMENT -> {
          // Says nothing to a reader.
        }
        default -> {
          escape(text(reader.getText(), place), false, div);
          says |= !reader.getText().isBlank();
        }
      }
      if (depth == 0) {
        if (!says) {
          // FHIR's txt-2; HAPI drops a narrative without content.
          throw Refusals.malformed(place, ElementCheck.EMPTY);
        }
        return div.toString();
      }
      event = source.next(reader);
    }
  }

  private static void start(XMLStreamReader reader, boolean first, StringBuilder div, Place place) {
    if (!NAMESPACE.equals(reader.getNamespaceURI())) {
      throw Refusals.malformed(place, NOT_DIV);
    }
    div.append('<').append(reader.getLocalName());
    if (first) {
      div.append(" xmlns=\"").append(NAMESPACE).append('"');
    }
    attributes(reader, place)
        .forEach(
            (name, value) -> {
              div.append(' ').append(name).append("=\"");
              escape(value, true, div);
              div.append('"');
            });
    div.append('>');
  }

  /** In one order, since HAPI keeps none. */
  private static SortedMap<String, String> attributes(XMLStreamReader reader, Place place) {
    SortedMap<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String namespace = reader.getAttributeNamespace(i);
      boolean none = namespace == null || namespace.isEmpty();
      if (!none && !namespace.equals(XML_NAMESPACE)) {
        throw Refusals.malformed(place, NOT_DIV);
      }
      String name = (none ? "" : "xml:") + reader.getAttributeLocalName(i);
      attributes.put(name, text(reader.getAttributeValue(i), place));
    }
    return attributes;
  }

  private static String text(String text, Place place) {
    if (!TextRule.allows(text)) {
      throw Refusals.malformed(place, NOT_DIV);
    }
    return text;
  }

  /** Line ends as a parser of XML would leave them, so that it reads what was written. */
  private static void escape(String text, boolean attribute, StringBuilder target) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> target.append("&lt;");
        case '>' -> target.append("&gt;");
        case '&' -> target.append("&amp;");
        case '"' -> target.append("&quot;");
        case '\n', '\r', '\t' -> target.append(attribute ? ' ' : c == '\r' ? '\n' : c);
        default -> target.append(c);
      }
    }
  }
}
