/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildExtension;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * All values of a body and of a resource as lines of place and text, so that the two can be held
 * against each other without an encoder between them: HAPI's leaves out ids beside primitives,
 * labels without a code and much of what contained resources hold.
 */
final class Leaves {
  private static final Narratives NARRATIVES = new Narratives(new XmlSource(), BodyLimits.DEFAULT);

  private final List<String> lines = new ArrayList<>();

  static List<String> of(JsonNode body) {
    Leaves leaves = new Leaves();
    leaves.json(body, "");
    return sorted(leaves);
  }

  static List<String> of(Resource resource) {
    Leaves leaves = new Leaves();
    leaves.resource(resource, "");
    return sorted(leaves);
  }

  private static List<String> sorted(Leaves leaves) {
    return leaves.lines.stream().sorted().toList();
  }

  private void json(JsonNode node, String at) {
    if (node.isNumber()) {
      lines.add(at + "=" + node.decimalValue().toPlainString());
    } else if (node.isValueNode() && !node.isNull()) {
      lines.add(at + "=" + written(at, node.asText()));
    }
    node.properties().forEach(field -> json(field.getValue(), at + "." + field.getKey()));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      json(node.get(i), at + "[" + i + "]");
    }
  }

  /** White space within base64 means nothing; XHTML can be written in many ways. */
  private static String written(String at, String text) {
    String name = at.substring(at.lastIndexOf('.') + 1).replaceAll("\\[.*", "");
    if (text.strip().startsWith("<div") && name.equals("div")) {
      return NARRATIVES.canonical(text, new Place());
    }
    boolean base64 = name.equals("data") || name.endsWith("Base64Binary");
    return base64 ? text.replaceAll("\\s", "") : text;
  }

  private void resource(Resource resource, String at) {
    lines.add(at + ".resourceType=" + resource.fhirType());
    children(resource, Bodies.CONTEXT.getResourceDefinition(resource), at);
  }

  private void children(IBase node, BaseRuntimeElementDefinition<?> definition, String at) {
    var composite = (BaseRuntimeElementCompositeDefinition<?>) definition;
    for (BaseRuntimeChildDefinition child : composite.getChildren()) {
      List<IBase> values = child.getAccessor().getValues(node);
      for (int i = 0; values != null && i < values.size(); i++) {
        if (values.get(i) != null) {
          String index = child.isMultipleCardinality() ? "[" + i + "]" : "";
          value(values.get(i), at + ".", name(child, values.get(i)), index);
        }
      }
    }
  }

  private static String name(BaseRuntimeChildDefinition child, IBase value) {
    boolean choice =
        child instanceof RuntimeChildChoiceDefinition && !(child instanceof RuntimeChildExtension);
    String type = value.fhirType();
    return choice
        ? child.getElementName() + Character.toUpperCase(type.charAt(0)) + type.substring(1)
        : child.getElementName();
  }

  private void value(IBase value, String at, String name, String index) {
    if (value instanceof Resource resource) {
      resource(resource, at + name + index);
    } else if (value instanceof XhtmlNode narrative) {
      lines.add(at + name + index + "=" + written(name, narrative.getValueAsString()));
    } else if (value instanceof IPrimitiveType<?> primitive) {
      String text = text(primitive, name);
      if (text != null) {
        lines.add(at + name + index + "=" + written(name, text));
      }
      beside((Element) value, at + "_" + name + index);
    } else {
      children(value, Bodies.CONTEXT.getElementDefinition(value.getClass()), at + name + index);
    }
  }

  /** HAPI makes of an id a place, and of a fullUrl an id. */
  private static String text(IPrimitiveType<?> primitive, String name) {
    if (primitive instanceof IdType id && name.equals("id")) {
      boolean own = id.getValue() != null && !id.getValue().startsWith("urn:");
      return own ? id.getIdPart() : null;
    }
    return primitive.getValueAsString();
  }

  private void beside(Element element, String at) {
    if (element.getId() != null) {
      lines.add(at + ".id=" + element.getId());
    }
    for (int i = 0; i < element.getExtension().size(); i++) {
      value(element.getExtension().get(i), at + ".", "extension", "[" + i + "]");
    }
  }
}
