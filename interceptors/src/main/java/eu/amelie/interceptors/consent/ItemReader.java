/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Finds date, author, code and patient in a resource of any type. */
final class ItemReader {
  private static final List<String> DATES =
      List.of("effective", "onset", "authoredOn", "authored", "date", "recordedDate");
  private static final List<String> AUTHORS =
      List.of("performer", "recorder", "asserter", "requester", "author");
  private static final List<String> PATIENTS = List.of("subject", "patient", "for");

  private final Resource resource;
  private final boolean inDays;
  private final Map<String, List<Base>> elements = new HashMap<>();

  /**
   * @param inDays whether an instant stands for its day
   */
  ItemReader(Resource resource, boolean inDays) {
    this.resource = resource;
    this.inDays = inDays;
    for (Property property : resource.children()) {
      if (property.hasValues()) {
        String name = property.getName();
        elements.put(
            name.endsWith("[x]") ? name.substring(0, name.length() - 3) : name,
            property.getValues());
      }
    }
  }

  Item read(Collection<? extends Resource> known) {
    String id = id(resource);
    return new Item(
        resource.fhirType(),
        id,
        resource.fhirType().equals("Patient") ? id : patient(),
        profiles(),
        codes(),
        resource.getMeta().getSecurity().stream().map(Code::of).collect(Collectors.toSet()),
        date(),
        authors(),
        References.within(resource),
        referencedBy(id, known),
        resource.fhirType().equals("Task") ? onlyReference("owner") : "",
        resource instanceof Consent consent ? ConsentParts.recipients(consent) : Set.of());
  }

  private static String id(Resource resource) {
    String id = resource.getIdElement().getIdPart();
    return id == null ? "" : resource.fhirType() + "/" + id;
  }

  private static Set<String> referencedBy(String id, Collection<? extends Resource> known) {
    return known.stream()
        .filter(other -> References.within(other).contains(id))
        .map(ItemReader::id)
        .filter(other -> !other.isEmpty())
        .collect(Collectors.toSet());
  }

  private String patient() {
    return PATIENTS.stream()
        .filter(elements::containsKey)
        .findFirst()
        .map(this::onlyReference)
        .orElse("");
  }

  /** Empty where the element points to several: then nobody's Consent can speak for it alone. */
  private String onlyReference(String name) {
    Set<String> named = new HashSet<>();
    for (Base value : values(name)) {
      named.add(value instanceof Reference reference ? References.normal(reference) : "");
    }
    return named.size() == 1 ? named.iterator().next() : "";
  }

  private Set<String> profiles() {
    return resource.getMeta().getProfile().stream()
        .map(PrimitiveType::getValue)
        .filter(Objects::nonNull)
        .map(Item::withoutVersion)
        .collect(Collectors.toSet());
  }

  private Set<Code> codes() {
    Set<Code> codes = new HashSet<>();
    for (Base value : values(resource.fhirType().equals("DocumentReference") ? "type" : "code")) {
      if (value instanceof CodeableConcept concept) {
        codes.addAll(Code.of(List.of(concept)));
      } else if (value instanceof Coding coding) {
        codes.add(Code.of(coding));
      }
    }
    return codes;
  }

  /**
   * Of the first element that is there. Where that one says it in words, as an age, or the wrong
   * way round, there is no date: a later element would put another in its place.
   */
  private Optional<Span> date() {
    return DATES.stream()
        .filter(elements::containsKey)
        .findFirst()
        .map(name -> values(name).get(0))
        .flatMap(this::span)
        .filter(span -> !span.isInverted());
  }

  private Optional<Span> span(Base value) {
    if (inDays && value instanceof InstantType moment && moment.hasValue()) {
      String text = moment.getValueAsString();
      return Optional.of(Span.of(new DateTimeType(text.substring(0, text.indexOf('T')))));
    }
    if (value instanceof BaseDateTimeType moment && moment.hasValue() && Span.isPlaced(moment)) {
      return Optional.of(Span.of(moment));
    }
    return value instanceof Period period && Span.isUnderstood(period)
        ? Optional.of(Span.of(period))
        : Optional.empty();
  }

  private Set<String> authors() {
    Set<String> authors = new HashSet<>();
    AUTHORS.forEach(
        name -> values(name).forEach(value -> authors.addAll(References.within(value))));
    return authors;
  }

  private List<Base> values(String name) {
    return elements.getOrDefault(name, List.of());
  }
}
