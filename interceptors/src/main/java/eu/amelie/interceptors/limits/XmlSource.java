/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML that refers to nothing outside itself: no document type, hence no entity; no processing
 * instruction; one encoding. Java's own reader, whatever else is on the class path.
 */
final class XmlSource {
  static final String NOT_XML = "The body is not valid XML.";
  private static final String NAMESPACES =
      "The body declares more namespaces than this server accepts.";
  private static final String XMLNS = "xmlns";
  private static final int DECLARATIONS = 10_000;
  private static final int DECLARATIONS_OF_ONE = 16;
  private static final String PLAIN =
      "XML is taken without document type, entities and processing instructions.";

  /** A new one each time: Java's keeps its last input, and says nothing of threads. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("Nothing is fetched.");
        });
    return factory;
  }

  /**
   * Java's reader compares each namespace declaration of an element with all others of it, and
   * looks names up among all that are in scope: three hundred thousand on one element took half a
   * minute. There is no other way to write one than this word.
   */
  private static void boundDeclarations(String text) {
    int declarations = 0;
    for (int at = text.indexOf(XMLNS); at >= 0; at = text.indexOf(XMLNS, at + XMLNS.length())) {
      if (++declarations > DECLARATIONS) {
        throw Refusals.tooLarge(NAMESPACES);
      }
    }
  }

  /** A reader that stands on the root element, with nothing but white space and comments before. */
  XMLStreamReader open(String text) throws XMLStreamException {
    boundDeclarations(text);
    XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
    String version = reader.getVersion();
    String encoding = reader.getCharacterEncodingScheme();
    boolean known =
        (version == null || version.equals("1.0"))
            && (encoding == null || encoding.equalsIgnoreCase("utf-8"));
    if (!known) {
      throw Refusals.malformed("XML is taken as version 1.0 in UTF-8.");
    }
    while (next(reader) != XMLStreamConstants.START_ELEMENT) {
      // Comments and white space.
    }
    return reader;
  }

  /** Past the root element's end. */
  void close(XMLStreamReader reader) throws XMLStreamException {
    while (next(reader) != XMLStreamConstants.END_DOCUMENT) {
      // Comments and white space.
    }
    reader.close();
  }

  /** The next event, if it is none of those that are refused wherever they stand. */
  int next(XMLStreamReader reader) throws XMLStreamException {
    int event = reader.next();
    switch (event) {
      case XMLStreamConstants.DTD,
          XMLStreamConstants.ENTITY_REFERENCE,
          XMLStreamConstants.ENTITY_DECLARATION,
          XMLStreamConstants.NOTATION_DECLARATION,
          XMLStreamConstants.PROCESSING_INSTRUCTION ->
          throw Refusals.malformed(PLAIN);
      case XMLStreamConstants.START_ELEMENT -> {
        if (reader.getNamespaceCount() > DECLARATIONS_OF_ONE) {
          throw Refusals.tooLarge(NAMESPACES);
        }
        return event;
      }
      default -> {
        return event;
      }
    }
  }
}
