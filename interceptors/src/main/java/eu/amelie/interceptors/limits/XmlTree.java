/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A resource in XML as it would stand in JSON (R4, xml.html and json.html), so that one check
 * serves both. Names and attributes that FHIR does not know are refused here; values are looked at
 * by {@link ElementCheck}.
 */
final class XmlTree {
  private static final String NAMESPACE = "http://hl7.org/fhir";
  private static final String ATTRIBUTE =
      "This element holds an attribute that FHIR R4 does not know here.";
  private static final String TEXT = "Text stands only in attributes and in narratives.";
  private static final String CHARACTER = "A text holds a character that is not allowed.";
  private static final String DEEP = "Elements are nested deeper than this server accepts.";
  private static final String VALUES = "The body holds more values than this server accepts.";
  private static final String ONE = "Here stands one resource and nothing else.";

  private final TypeCatalog catalog;
  private final BodyLimits limits;
  private final XmlSource source;
  private final Narratives narratives;
  private final Place place = new Place();
  private XMLStreamReader reader;
  private int values;

  XmlTree(TypeCatalog catalog, BodyLimits limits, XmlSource source, Narratives narratives) {
    this.catalog = catalog;
    this.limits = limits;
    this.source = source;
    this.narratives = narratives;
  }

  ObjectNode object(String text) {
    try {
      reader = source.open(text);
      ObjectNode root = resource(1);
      source.close(reader);
      return root;
    } catch (XMLStreamException e) {
      throw Refusals.malformed(XmlSource.NOT_XML);
    }
  }

  private ObjectNode resource(int depth) throws XMLStreamException {
    requireFhir();
    String name = reader.getLocalName();
    ElementType type = catalog.resource(name);
    if (type == null) {
      throw Refusals.malformed(place, ElementCheck.UNKNOWN_RESOURCE);
    }
    int before = depth == 1 ? place.enter(name) : place.mark();
    if (reader.getAttributeCount() > 0) {
      throw Refusals.malformed(place, ATTRIBUTE);
    }
    ObjectNode node = JsonTree.NODES.objectNode();
    node.put("resourceType", name);
    children(type, node, depth);
    place.leave(before);
    return node;
  }

  private ObjectNode composite(ElementType type, int depth) throws XMLStreamException {
    ObjectNode node = JsonTree.NODES.objectNode();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String name = attribute(i);
      if (!name.equals("id") && !(name.equals("url") && type.isExtension())) {
        throw Refusals.malformed(place, ATTRIBUTE);
      }
      node.set(name, text(reader.getAttributeValue(i)));
    }
    children(type, node, depth);
    return node;
  }

  private void children(ElementType type, ObjectNode node, int depth) throws XMLStreamException {
    while (nextElement()) {
      // A value without anything beside it is no level, as in JSON.
      if (depth > limits.depth()) {
        throw Refusals.tooLarge(place, DEEP);
      }
      ElementChild child = type.child(reader.getLocalName());
      boolean attribute =
          child != null
              && !type.resource()
              && (child.name().equals("id") || (type.isExtension() && child.name().equals("url")));
      if (child == null || attribute) {
        throw Refusals.malformed(place, ElementCheck.UNKNOWN);
      }
      if (++values > limits.values()) {
        throw Refusals.tooLarge(VALUES);
      }
      int before = place.enter(child.name());
      child(child, node, depth + 1);
      place.leave(before);
    }
  }

  private void child(ElementChild child, ObjectNode node, int depth) throws XMLStreamException {
    if (child.kind() == ElementChild.Kind.XHTML) {
      add(child, node, TextNode.valueOf(narratives.copy(reader, place)), null);
      return;
    }
    requireFhir();
    switch (child.kind()) {
      case PRIMITIVE -> primitive(child, node, depth);
      case RESOURCE -> add(child, node, wrapped(depth), null);
      default -> add(child, node, composite(child.type().get(), depth), null);
    }
  }

  private ObjectNode wrapped(int depth) throws XMLStreamException {
    if (reader.getAttributeCount() > 0) {
      throw Refusals.malformed(place, ATTRIBUTE);
    }
    if (!nextElement()) {
      throw Refusals.malformed(place, ONE);
    }
    ObjectNode node = resource(depth);
    if (nextElement()) {
      throw Refusals.malformed(place, ONE);
    }
    return node;
  }

  private void primitive(ElementChild child, ObjectNode node, int depth) throws XMLStreamException {
    JsonNode value = null;
    ObjectNode beside = JsonTree.NODES.objectNode();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      switch (attribute(i)) {
        case "value" -> value = typed(child.form(), reader.getAttributeValue(i));
        case "id" -> beside.set("id", text(reader.getAttributeValue(i)));
        default -> throw Refusals.malformed(place, ATTRIBUTE);
      }
    }
    children(catalog.primitive(), beside, depth);
    if (value == null && beside.isEmpty()) {
      throw Refusals.malformed(place, ElementCheck.EMPTY);
    }
    add(child, node, value, beside.isEmpty() ? null : beside);
  }

  private static JsonNode typed(PrimitiveForm form, String value) {
    return switch (form.json()) {
      case BOOLEAN ->
          switch (value) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> text(value);
          };
      // What is not a number stays text, which the check refuses.
      case NUMBER -> Numbers.isNumber(value) ? Numbers.node(value) : text(value);
      case TEXT -> text(value);
    };
  }

  private void add(ElementChild child, ObjectNode node, JsonNode value, ObjectNode beside) {
    String besideName = "_" + child.name();
    if (!child.repeats()) {
      if (node.has(child.name()) || node.has(besideName)) {
        throw Refusals.malformed(place, ElementCheck.REPEATED);
      }
      if (value != null) {
        node.set(child.name(), value);
      }
      if (beside != null) {
        node.set(besideName, beside);
      }
      return;
    }
    ArrayNode list = node.withArray(child.name());
    ArrayNode besides = (ArrayNode) node.get(besideName);
    list.add(value);
    if (beside != null && besides == null) {
      besides = node.putArray(besideName);
      for (int i = 1; i < list.size(); i++) {
        besides.addNull();
      }
    }
    if (besides != null) {
      besides.add(beside);
    }
  }

  /** On the next child's start, or on the parent's end. */
  private boolean nextElement() throws XMLStreamException {
    while (true) {
      int event = source.next(reader);
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          return true;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return false;
        }
        case XMLStreamConstants.COMMENT -> {
          // Says nothing.
        }
        default -> {
          if (!reader.getText().isBlank()) {
            throw Refusals.malformed(place, TEXT);
          }
        }
      }
    }
  }

  private void requireFhir() {
    if (!NAMESPACE.equals(reader.getNamespaceURI())) {
      throw Refusals.malformed(place, ElementCheck.UNKNOWN);
    }
  }

  private String attribute(int index) {
    String namespace = reader.getAttributeNamespace(index);
    if (namespace != null && !namespace.isEmpty()) {
      throw Refusals.malformed(place, ATTRIBUTE);
    }
    return reader.getAttributeLocalName(index);
  }

  private static TextNode text(String text) {
    if (!TextRule.allows(text)) {
      throw Refusals.malformed(CHARACTER);
    }
    return TextNode.valueOf(text);
  }
}
