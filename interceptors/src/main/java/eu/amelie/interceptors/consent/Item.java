/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What a decision looks at in one resource.
 *
 * @param id {@code Type/id}
 * @param patient {@code Patient/id}, or empty
 * @param profiles canonicals without version
 * @param labels all of {@code meta.security}
 * @param date when it is about; empty where the resource does not say or says it in words
 * @param authors who made it: performer, recorder, asserter, requester, author
 * @param references everything it points to
 * @param referencedBy what is known to point to it
 */
public record Item(
    String type,
    String id,
    String patient,
    Set<String> profiles,
    Set<Code> codes,
    Set<Code> labels,
    Optional<Span> date,
    Set<String> authors,
    Set<String> references,
    Set<String> referencedBy) {
  private static final List<String> DATES =
      List.of("effective", "onset", "authoredOn", "authored", "date", "recordedDate");
  private static final List<String> AUTHORS =
      List.of("performer", "recorder", "asserter", "requester", "author");
  private static final List<String> PATIENTS = List.of("subject", "patient", "for");

  public static Item of(Resource resource) {
    return of(resource, List.of());
  }

  /**
   * @param known other resources, for what references this one
   */
  public static Item of(Resource resource, Collection<? extends Resource> known) {
    String id = id(resource);
    return new Item(
        resource.fhirType(),
        id,
        patient(resource, id),
        profiles(resource),
        codes(resource),
        resource.getMeta().getSecurity().stream().map(Code::of).collect(Collectors.toSet()),
        date(resource),
        authors(resource),
        References.within(resource),
        known.stream()
            .filter(other -> References.within(other).contains(id))
            .map(Item::id)
            .collect(Collectors.toSet()));
  }

  private static String id(Resource resource) {
    String id = resource.getIdElement().getIdPart();
    return resource.fhirType() + "/" + (id == null ? "" : id);
  }

  private static String patient(Resource resource, String id) {
    if (resource.fhirType().equals("Patient")) {
      return id;
    }
    return values(resource, PATIENTS).stream()
        .filter(Reference.class::isInstance)
        .map(value -> References.normal((Reference) value))
        .findFirst()
        .orElse("");
  }

  private static Set<String> profiles(Resource resource) {
    return resource.getMeta().getProfile().stream()
        .map(PrimitiveType::getValue)
        .filter(canonical -> canonical != null)
        .map(canonical -> canonical.split("\\|", 2)[0])
        .collect(Collectors.toSet());
  }

  private static Set<Code> codes(Resource resource) {
    String element = resource.fhirType().equals("DocumentReference") ? "type" : "code";
    return values(resource, List.of(element)).stream()
        .filter(CodeableConcept.class::isInstance)
        .flatMap(value -> ((CodeableConcept) value).getCoding().stream())
        .map(Code::of)
        .collect(Collectors.toSet());
  }

  private static Optional<Span> date(Resource resource) {
    return values(resource, DATES).stream()
        .findFirst()
        .flatMap(
            value -> {
              if (value instanceof BaseDateTimeType moment && moment.hasValue()) {
                return Optional.of(Span.of(moment));
              }
              return value instanceof Period period
                  ? Optional.of(Span.of(period))
                  : Optional.empty();
            });
  }

  private static Set<String> authors(Resource resource) {
    Set<String> authors = new HashSet<>();
    values(resource, AUTHORS).forEach(value -> authors.addAll(References.within(value)));
    return authors;
  }

  /** The values of the named elements, in the order of the names. */
  private static List<Base> values(Resource resource, List<String> names) {
    return names.stream()
        .flatMap(
            name ->
                resource.children().stream()
                    .filter(property -> named(property, name))
                    .flatMap(property -> property.getValues().stream()))
        .toList();
  }

  private static boolean named(Property property, String name) {
    return property.getName().equals(name) || property.getName().equals(name + "[x]");
  }
}
