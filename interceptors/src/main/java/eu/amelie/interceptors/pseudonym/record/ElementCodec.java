/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;

/**
 * Writes one element, of any type, as JSON and reads it back.
 *
 * <p>Close to FHIR's JSON but not the same: a primitive with an id or extensions is one object with
 * its value under {@code value}. HAPI's parser is not used because it works on whole resources,
 * gathers contained ones anew and leaves out what it finds unneeded.
 */
final class ElementCodec {
  private static final String TYPE = "$type";
  private static final String VALUE = "value";
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Model model;

  ElementCodec(Model model) {
    this.model = model;
  }

  String encode(IBase element) {
    return write(node(element));
  }

  /** Writes only the value of a primitive. */
  String encodeValue(String value) {
    return write(NODES.textNode(value));
  }

  private static String write(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Element cannot be written", e);
    }
  }

  private JsonNode node(IBase element) {
    ObjectNode object = NODES.objectNode();
    if (element instanceof IBaseResource) {
      object.put(TYPE, element.fhirType());
    }
    for (Model.Member member : model.members(element)) {
      if (member.index() < 0) {
        object.set(member.name(), node(member.value()));
      } else {
        object.withArray("/" + member.name()).add(node(member.value()));
      }
    }
    if (element instanceof IPrimitiveType<?> primitive) {
      String value = primitive.getValueAsString();
      if (object.isEmpty()) {
        return NODES.textNode(value);
      }
      object.put(VALUE, value);
    }
    return object;
  }

  /** Fills the element with what was written; what the text does not name stays as it is. */
  void decode(String json, IBase element) {
    try {
      fill(JSON.readTree(json), element);
    } catch (JsonProcessingException e) {
      // The cause would quote the value.
      throw new IllegalArgumentException("Element cannot be read");
    }
  }

  private void fill(JsonNode node, IBase element) {
    if (element instanceof IPrimitiveType<?> primitive) {
      JsonNode value = node.isObject() ? node.path(VALUE) : node;
      if (value.isTextual()) {
        primitive.setValueAsString(value.textValue());
      }
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      boolean own = element instanceof IPrimitiveType<?> ? name.equals(VALUE) : name.equals(TYPE);
      if (!own) {
        fillChild(model.child(element, name), name, field.getValue(), element);
      }
    }
  }

  private void fillChild(
      BaseRuntimeChildDefinition child, String name, JsonNode node, IBase parent) {
    if (!node.isArray()) {
      child.getMutator().setValue(parent, filled(child, name, node));
      return;
    }
    for (JsonNode item : node) {
      child.getMutator().addValue(parent, filled(child, name, item));
    }
  }

  private IBase filled(BaseRuntimeChildDefinition child, String name, JsonNode node) {
    JsonNode type = node.path(TYPE);
    IBase value = model.create(child, name, type.isTextual() ? type.textValue() : null);
    fill(node, value);
    return value;
  }
}
