/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** XML of a valid resource in JSON, every character kept. */
final class XmlOf {
  private final TypeCatalog catalog;
  private final StringBuilder xml = new StringBuilder();

  XmlOf(TypeCatalog catalog) {
    this.catalog = catalog;
  }

  String of(JsonNode resource) {
    resource(resource, " xmlns=\"http://hl7.org/fhir\"");
    return xml.toString();
  }

  private void resource(JsonNode node, String namespace) {
    String type = node.get("resourceType").textValue();
    xml.append('<').append(type).append(namespace).append('>');
    children(node, catalog.resource(type));
    xml.append("</").append(type).append('>');
  }

  private void children(JsonNode node, ElementType type) {
    Set<String> names = new LinkedHashSet<>();
    node.fieldNames().forEachRemaining(name -> names.add(name.replaceFirst("^_", "")));
    names.remove(type.resource() ? "resourceType" : "id");
    if (type.isExtension()) {
      names.remove("url");
    }
    for (String name : names) {
      JsonNode value = node.path(name);
      JsonNode beside = node.path("_" + name);
      if (value.isArray()) {
        for (int i = 0; i < value.size(); i++) {
          child(type.child(name), value.get(i), beside.path(i));
        }
      } else {
        child(type.child(name), value, beside);
      }
    }
  }

  private void child(ElementChild child, JsonNode value, JsonNode beside) {
    if (child.kind() == ElementChild.Kind.XHTML) {
      xml.append(value.textValue());
      return;
    }
    xml.append('<').append(child.name());
    switch (child.kind()) {
      case PRIMITIVE -> {
        attribute("id", beside.path("id"));
        if (!value.isNull()) {
          attribute("value", value);
        }
        xml.append('>');
        if (beside instanceof ObjectNode object && object.has("extension")) {
          children(object, catalog.primitive());
        }
      }
      case RESOURCE -> {
        xml.append('>');
        resource(value, "");
      }
      default -> {
        attribute("id", value.path("id"));
        if (child.type().get().isExtension()) {
          attribute("url", value.path("url"));
        }
        xml.append('>');
        children(value, child.type().get());
      }
    }
    xml.append("</").append(child.name()).append(">");
  }

  private void attribute(String name, JsonNode value) {
    if (value instanceof MissingNode) {
      return;
    }
    xml.append(' ').append(name).append("=\"");
    value
        .asText()
        .codePoints()
        .forEach(
            c -> {
              if (c < ' ' || "<>&\"'".indexOf(c) >= 0) {
                xml.append("&#").append(c).append(';');
              } else {
                xml.appendCodePoint(c);
              }
            });
    xml.append('"');
  }
}
