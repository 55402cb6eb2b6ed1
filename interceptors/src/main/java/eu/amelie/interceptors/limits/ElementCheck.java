/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One walk over one resource in JSON: every name is known where it stands, every value has the form
 * of its type, nothing is empty, single and repeated as FHIR has it.
 *
 * <p>Guaranteed: HAPI's parser drops nothing of what passes. Narratives are written anew in place.
 * Not guaranteed: that an element is there which must be, or fits a profile.
 */
final class ElementCheck {
  static final String UNKNOWN = "This element holds a name that FHIR R4 does not know here.";
  static final String UNKNOWN_RESOURCE = "A resource needs a resourceType that FHIR R4 knows.";
  static final String REPEATED = "This element may stand only once.";
  static final String EMPTY = "An element may not be empty.";
  private static final String LIST = "This element repeats: in JSON it is an array.";
  private static final String NO_LIST = "This element does not repeat: in JSON it is no array.";
  private static final String FORM = "This value does not have the form that its type asks for.";
  private static final String CODE = "This value is none of the codes that the element takes.";
  private static final String OBJECT = "This element is an object.";
  private static final String ALIGNED =
      "A list of values and the list beside it that holds their ids and extensions are of one"
          + " length, and each place is filled in one of them.";
  private static final String EXTENSION =
      "An extension needs a url and either a value or further extensions.";
  private static final String CONTAINED =
      "A contained resource needs an id of its own, contains no other, and is none of Binary, Bundle"
          + " and Parameters.";
  private static final String DANGLING =
      "This reference is to a contained resource, but none has that id.";
  private static final String LONG = "This value is longer than this server accepts.";
  private static final String ENTRIES = "The body holds more entries than this server accepts.";

  private static final Set<String> NOT_VALUE = Set.of("id", "url", "extension");

  private final TypeCatalog catalog;
  private final BodyLimits limits;
  private final Narratives narratives;
  private final Place place = new Place();
  private Set<String> containedIds = Set.of();
  private int entries;

  ElementCheck(TypeCatalog catalog, BodyLimits limits, Narratives narratives) {
    this.catalog = catalog;
    this.limits = limits;
    this.narratives = narratives;
  }

  void root(ObjectNode resource) {
    ElementType type = typeOf(resource);
    place.enter(type.name());
    withContained(resource, type);
  }

  /** References to contained resources stay within the resource that contains them. */
  private void withContained(JsonNode resource, ElementType type) {
    Set<String> outer = containedIds;
    containedIds = new HashSet<>(4);
    for (JsonNode contained : resource.path("contained")) {
      JsonNode id = contained.path("id");
      if (id.isTextual() && !containedIds.add(id.textValue())) {
        throw Refusals.malformed(place, CONTAINED);
      }
    }
    members(resource, type);
    containedIds = outer;
  }

  private ElementType typeOf(JsonNode resource) {
    JsonNode name = resource.get("resourceType");
    ElementType type = name != null && name.isTextual() ? catalog.resource(name.textValue()) : null;
    if (type == null) {
      throw Refusals.malformed(place, UNKNOWN_RESOURCE);
    }
    return type;
  }

  private void members(JsonNode node, ElementType type) {
    Map<String, String> choices = null;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      if (type.resource() && name.equals("resourceType")) {
        continue;
      }
      boolean beside = name.startsWith("_");
      ElementChild child = type.child(beside ? name.substring(1) : name);
      if (child == null || (beside && !mayHaveBeside(type, child))) {
        throw Refusals.malformed(place, UNKNOWN);
      }
      if (child.choice() != null) {
        choices = choices == null ? new HashMap<>(4) : choices;
        String other = choices.putIfAbsent(child.choice(), child.name());
        if (other != null && !other.equals(child.name())) {
          throw Refusals.malformed(place, REPEATED);
        }
      }
      int before = place.enter(child.name());
      if (beside) {
        beside(child, field.getValue(), node.get(child.name()));
      } else if (child.kind() == ElementChild.Kind.XHTML) {
        field.setValue(narrative(field.getValue()));
      } else {
        value(child, field.getValue(), node.get("_" + name));
      }
      place.leave(before);
    }
    complete(node, type);
  }

  /** Ids and the url of an extension are bare, as in XML; HAPI would drop what stands beside. */
  private static boolean mayHaveBeside(ElementType type, ElementChild child) {
    boolean bare = child.name().equals("id") || (type.isExtension() && child.name().equals("url"));
    return child.isPrimitive() && !bare;
  }

  /** FHIR's ele-1 and ext-1: HAPI drops an element or extension that says nothing. */
  private void complete(JsonNode node, ElementType type) {
    if (type.resource()) {
      return;
    }
    if (node.size() == (node.has("id") ? 1 : 0)) {
      throw Refusals.malformed(place, EMPTY);
    }
    if (type.isExtension()) {
      boolean nested = node.has("extension");
      boolean valued = false;
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        valued |= !NOT_VALUE.contains(field.getKey());
      }
      if (!node.has("url") || nested == valued) {
        throw Refusals.malformed(place, EXTENSION);
      }
    }
  }

  private void value(ElementChild child, JsonNode value, JsonNode beside) {
    if (!child.repeats()) {
      if (value.isArray()) {
        throw Refusals.malformed(place, NO_LIST);
      }
      item(child, value);
      return;
    }
    if (!value.isArray()) {
      throw Refusals.malformed(place, LIST);
    }
    if (value.isEmpty()) {
      throw Refusals.malformed(place, EMPTY);
    }
    for (int i = 0; i < value.size(); i++) {
      int before = place.item(i);
      if (child.container() && ++entries > limits.entries()) {
        throw Refusals.tooLarge(place, ENTRIES);
      }
      if (!value.get(i).isNull()) {
        item(child, value.get(i));
      } else if (beside == null || !beside.path(i).isObject()) {
        throw Refusals.malformed(place, EMPTY);
      }
      place.leave(before);
    }
  }

  private void beside(ElementChild child, JsonNode beside, JsonNode value) {
    if (!child.repeats()) {
      besideOne(beside, value != null);
      return;
    }
    if (!beside.isArray() || value == null || beside.size() != value.size()) {
      throw Refusals.malformed(place, ALIGNED);
    }
    boolean any = false;
    for (int i = 0; i < beside.size(); i++) {
      if (!beside.get(i).isNull()) {
        int before = place.item(i);
        besideOne(beside.get(i), !value.path(i).isNull());
        place.leave(before);
        any = true;
      }
    }
    if (!any) {
      throw Refusals.malformed(place, EMPTY);
    }
  }

  private void besideOne(JsonNode beside, boolean hasValue) {
    requireObject(beside);
    if (hasValue ? beside.isEmpty() : !beside.has("extension")) {
      throw Refusals.malformed(place, EMPTY);
    }
    for (Map.Entry<String, JsonNode> field : beside.properties()) {
      ElementChild child = catalog.primitive().child(field.getKey());
      if (child == null) {
        throw Refusals.malformed(place, UNKNOWN);
      }
      int before = place.enter(child.name());
      value(child, field.getValue(), null);
      place.leave(before);
    }
  }

  private void item(ElementChild child, JsonNode value) {
    switch (child.kind()) {
      case PRIMITIVE -> primitive(child, value);
      case XHTML -> throw new IllegalStateException("A narrative that repeats");
      case COMPOSITE -> {
        requireObject(value);
        ElementType type = child.type().get();
        members(value, type);
        if (type.name().equals("Reference")) {
          reference(value.path("reference"));
        }
      }
      case RESOURCE -> {
        requireObject(value);
        resource(child, value);
      }
    }
  }

  private void resource(ElementChild child, JsonNode value) {
    ElementType type = typeOf(value);
    if (!child.name().equals("contained")) {
      withContained(value, type);
    } else if (value.has("id") && !value.has("contained") && type.child("extension") != null) {
      // HAPI's encoder fails on what has no extensions, once a value in it has one.
      members(value, type);
    } else {
      throw Refusals.malformed(place, CONTAINED);
    }
  }

  /** A lone {@code #} is the resource itself. */
  private void reference(JsonNode reference) {
    String text = reference.asText();
    if (text.length() > 1 && text.charAt(0) == '#' && !containedIds.contains(text.substring(1))) {
      throw Refusals.malformed(place, DANGLING);
    }
  }

  private void primitive(ElementChild child, JsonNode value) {
    if (value.isTextual()) {
      String text = value.textValue();
      boolean tooLong =
          child.form() == PrimitiveForm.BASE64_BINARY
              ? PrimitiveForm.decodedLength(text) > limits.attachmentData()
              : text.length() > limits.stringLength();
      if (tooLong) {
        throw Refusals.tooLarge(place, LONG);
      }
    }
    if (!child.form().accepts(value)) {
      throw Refusals.malformed(place, FORM);
    }
    if (child.codes() != null && !child.codes().contains(value.textValue())) {
      throw Refusals.malformed(place, CODE);
    }
  }

  private JsonNode narrative(JsonNode value) {
    if (!value.isTextual()) {
      throw Refusals.malformed(place, FORM);
    }
    if (value.textValue().length() > limits.stringLength()) {
      throw Refusals.tooLarge(place, LONG);
    }
    return TextNode.valueOf(narratives.canonical(value.textValue(), place));
  }

  private void requireObject(JsonNode value) {
    if (!value.isObject()) {
      throw Refusals.malformed(place, OBJECT);
    }
    if (value.isEmpty()) {
      throw Refusals.malformed(place, EMPTY);
    }
  }
}
