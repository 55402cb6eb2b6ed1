/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import eu.amelie.terminology.Displays;
import eu.amelie.terminology.Translations;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.PropertyComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Measure;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.OperationDefinition.OperationDefinitionParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * What parameters of operations are for, what our invariants demand, what properties of codes mean,
 * what is to be known of a mapping and who is counted, in the languages of the exchange, by the
 * English sentence: the same sentence is the same in every place.
 *
 * <p>Guaranteed: a translation stands only beside the English that it was made of. Not guaranteed:
 * that every sentence has one; a test lists those that have not.
 */
record Sentences(Map<String, Displays> byEnglish) {
  /** What the keys of our invariants begin with. */
  private static final String OURS = "sc-";

  static Sentences load() {
    return new Sentences(
        WordTable.rows("sentences.tsv").stream()
            .map(WordTable.Row::words)
            .collect(Collectors.toUnmodifiableMap(Displays::english, Function.identity())));
  }

  /** Adds to the resource's sentences what they are in other languages. */
  void translate(MetadataResource resource) {
    of(resource)
        .filter(StringType::hasValue)
        .forEach(
            sentence -> {
              Displays words = byEnglish.get(sentence.getValue());
              if (words != null) {
                Translations.add(sentence, words);
              }
            });
  }

  /**
   * Those that people read in the guide, wherever they stand in the resource; empty where one that
   * has to be there is not.
   */
  static Stream<StringType> of(MetadataResource resource) {
    if (resource instanceof OperationDefinition operation) {
      return documentation(operation.getParameter());
    }
    if (resource instanceof StructureDefinition structure) {
      return rules(structure);
    }
    if (resource instanceof CodeSystem system) {
      return system.getProperty().stream().map(PropertyComponent::getDescriptionElement);
    }
    if (resource instanceof ConceptMap map) {
      return comments(map);
    }
    if (resource instanceof Measure measure) {
      return measure.getGroup().stream()
          .flatMap(group -> group.getPopulation().stream())
          .map(population -> population.getCriteria().getDescriptionElement());
    }
    return Stream.empty();
  }

  private static Stream<StringType> rules(StructureDefinition structure) {
    return Stream.of(structure.getDifferential().getElement(), structure.getSnapshot().getElement())
        .flatMap(List::stream)
        .flatMap(element -> element.getConstraint().stream())
        .filter(constraint -> constraint.getKey().startsWith(OURS))
        .map(constraint -> constraint.getHumanElement());
  }

  /** Most targets need none. */
  private static Stream<StringType> comments(ConceptMap map) {
    return map.getGroup().stream()
        .flatMap(group -> group.getElement().stream())
        .flatMap(element -> element.getTarget().stream())
        .filter(TargetElementComponent::hasComment)
        .map(TargetElementComponent::getCommentElement);
  }

  private static Stream<StringType> documentation(
      List<OperationDefinitionParameterComponent> parameters) {
    return parameters.stream()
        .flatMap(
            parameter ->
                Stream.concat(
                    Stream.of(parameter.getDocumentationElement()),
                    documentation(parameter.getPart())));
  }
}
