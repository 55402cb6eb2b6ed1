/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.record.Treatment.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Resource;

/**
 * What the clinical store may hold of each resource type, compiled from the allow-lists beside this
 * class. Immutable and thread-safe once loaded.
 *
 * <p>Guaranteed, for every accepted type: {@code join(split(r)) = r} as JSON; the record holds
 * nothing that the type's list does not name; splitting a record takes nothing more off it; inputs
 * are never changed. A type without a list is refused.
 *
 * <p>Not guaranteed: that a listed element carries no identity. Numbers, days, known codes and
 * literal references stay whatever they are used for; bindings and referential integrity must be
 * checked before. A record must be joined before anything else is taken from it, because paths
 * count positions.
 */
public final class RecordShapes {
  private static final List<String> TYPES =
      List.of(
          "Appointment",
          "CareTeam",
          "Communication",
          "Condition",
          "Consent",
          "DocumentReference",
          "Encounter",
          "Flag",
          "Observation",
          "Patient",
          "Practitioner",
          "PractitionerRole",
          "Procedure",
          "Provenance",
          "QuestionnaireResponse",
          "RelatedPerson",
          "ServiceRequest",
          "Task");

  private final Model model;
  private final ElementCodec codec;
  private final DeepCopy copies;
  private final DatatypeLabels labels;
  private final KnownExtensions extensions;
  private final Map<String, Shape> byType = new HashMap<>();
  private final Map<IdentityLabel, Shape> primitives = new HashMap<>();
  private final Map<ExtensionValue, Treatment> extensionValues = new HashMap<>();
  private final CodeVocabulary vocabulary;
  private final Regions regions;
  private final Shape extensionShape = new Shape();

  private record ExtensionValue(Class<?> type, IdentityLabel label) {}

  private RecordShapes(FhirContext context, CodeVocabulary vocabulary, Regions regions) {
    this.vocabulary = vocabulary;
    this.regions = regions;
    this.model = new Model(context);
    this.codec = new ElementCodec(model);
    this.copies = new DeepCopy(model);
    this.labels = new DatatypeLabels(model);
    this.extensions = KnownExtensions.read();
    ShapeCompiler compiler = new ShapeCompiler(model, AllowList.read("datatypes.allow"));
    for (String type : TYPES) {
      byType.put(type, compiler.compile(type, AllowList.read(type + ".allow")));
    }
    compileExtensions(compiler);
    primitives.put(null, primitiveShape(null));
    for (IdentityLabel label : IdentityLabel.values()) {
      primitives.put(label, primitiveShape(label));
    }
  }

  /**
   * Reads and compiles all lists; throws IllegalStateException if one names what is not there.
   *
   * @param vocabulary asked for every code, by each split
   */
  public static RecordShapes load(FhirContext context, CodeVocabulary vocabulary) {
    return load(context, vocabulary, Regions.NONE);
  }

  /**
   * @param regions that addresses keep beside their country
   */
  public static RecordShapes load(FhirContext context, CodeVocabulary vocabulary, Regions regions) {
    return new RecordShapes(
        context, Objects.requireNonNull(vocabulary), Objects.requireNonNull(regions));
  }

  /** Those that addresses keep beside their country. */
  public Regions regions() {
    return regions;
  }

  /** The types that may be split; all others are refused. */
  public Set<String> types() {
    return new TreeSet<>(byType.keySet());
  }

  /** Takes a resource apart; throws IllegalArgumentException for a type without a list. */
  public Split split(IBaseResource resource) {
    Shape shape = byType.get(resource.fhirType());
    if (shape == null) {
      throw new IllegalArgumentException("No allow-list for " + resource.fhirType());
    }
    Resource record = copies.resource((Resource) resource);
    Dismantling dismantling = new Dismantling(this, resource);
    dismantling.inside(record, shape, null);
    return new Split(record, dismantling.identity());
  }

  /**
   * Puts elements back into a copy of the record they were taken from. With some labels only, what
   * is put back stands in the original order relative to what stays.
   *
   * @throws RuntimeException if an element does not fit the record; nothing partial is returned
   */
  public IBaseResource join(IBaseResource record, Collection<IdentityElement> elements) {
    Resource joined = copies.resource((Resource) record);
    new Joining(this).join(joined, elements);
    return joined;
  }

  /** The paths of all that a record may not hold; empty for every record made by this class. */
  public List<String> offList(IBaseResource resource) {
    return split(resource).identity().stream().map(IdentityElement::path).toList();
  }

  Model model() {
    return model;
  }

  ElementCodec codec() {
    return codec;
  }

  DeepCopy copies() {
    return copies;
  }

  DatatypeLabels labels() {
    return labels;
  }

  KnownExtensions extensions() {
    return extensions;
  }

  CodeVocabulary vocabulary() {
    return vocabulary;
  }

  Shape ofContained(String type) {
    return byType.get(type);
  }

  Shape ofPrimitives(IdentityLabel label) {
    return primitives.get(label);
  }

  Shape ofExtensions() {
    return extensionShape;
  }

  Treatment ofExtensionValue(IBase value, IdentityLabel label) {
    return extensionValues.getOrDefault(
        new ExtensionValue(value.getClass(), label), Treatment.off(label));
  }

  private Shape primitiveShape(IdentityLabel label) {
    Shape shape = new Shape();
    List<BaseRuntimeChildDefinition> children =
        model.children(org.hl7.fhir.r4.model.StringType.class);
    shape.fill(
        List.of(
            new Shape.Part(children.get(0), Map.of(), Treatment.off(label)),
            new Shape.Part(children.get(1), Map.of(), Treatment.of(Kind.EXTENSION, label))));
    return shape;
  }

  private void compileExtensions(ShapeCompiler compiler) {
    extensionShape.fill(
        model.children(Extension.class).stream()
            .map(child -> new Shape.Part(child, Map.of(), Treatment.off(null)))
            .toList());
    for (Class<? extends IBase> type : KnownExtensions.VALUE_TYPES) {
      addExtensionValue(compiler, type, null);
      for (IdentityLabel label : IdentityLabel.values()) {
        addExtensionValue(compiler, type, label);
      }
    }
  }

  private void addExtensionValue(
      ShapeCompiler compiler, Class<? extends IBase> type, IdentityLabel label) {
    extensionValues.put(
        new ExtensionValue(type, label),
        compiler.datatype(model.definition(type), AllowList.Rule.KEEP, label));
  }
}
