/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import eu.amelie.profiles.ProfileCatalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Measure;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.OperationDefinition.OperationDefinitionParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.SearchParameter;

/** Operations, search parameters and what is counted. */
final class OperationPages {
  /** One parameter or part of one. */
  record Parameter(
      int depth,
      String name,
      String use,
      String cardinality,
      String type,
      List<Words.Word> documentation) {

    /** In English, for the table of all that is known of it. */
    public String english() {
      return documentation.get(0).text();
    }
  }

  private final ProfileCatalog catalog;
  private final Map<String, OperationCall> calls;

  OperationPages(ProfileCatalog catalog, List<OperationCall> calls) {
    this.catalog = catalog;
    this.calls = OperationCall.byOperation(calls);
  }

  List<Page> all() {
    List<OperationDefinition> operations =
        Published.of(catalog, OperationDefinition.class).stream()
            .sorted(Comparator.comparing(OperationDefinition::getCode))
            .toList();
    List<SearchParameter> parameters = Published.of(catalog, SearchParameter.class);
    List<Measure> measures = Published.of(catalog, Measure.class);
    List<Page> pages = new ArrayList<>();
    pages.add(
        ListPages.of(
            Section.OPERATIONS,
            "Operations and search parameters",
            "Which role may call which stands in the contract of each role: see Access.",
            List.of(
                ListPages.group("Operations", operations),
                ListPages.group("Search parameters", parameters),
                ListPages.group("Measures", measures))));
    operations.forEach(operation -> pages.add(page(operation)));
    parameters.forEach(parameter -> pages.add(page(parameter)));
    measures.forEach(measure -> pages.add(page(measure)));
    return pages;
  }

  private Page page(OperationDefinition operation) {
    List<Parameter> parameters = new ArrayList<>();
    add(operation.getParameter(), "", 0, parameters);
    Map<String, Object> model = new HashMap<>(Published.facts(operation));
    model.put("addresses", addresses(operation));
    model.put("changes", operation.getAffectsState());
    model.put("parameters", parameters);
    OperationCall call = example(operation);
    model.put("sent", call.sentTo(addresses(operation).get(0)));
    model.put("answered", call.response());
    return new Page(
        Links.file(operation),
        "%s ($%s)".formatted(Links.title(operation), operation.getCode()),
        Section.OPERATIONS,
        "operation",
        model);
  }

  private OperationCall example(OperationDefinition operation) {
    OperationCall call = calls.get(operation.getIdPart());
    if (call == null) {
      throw new IllegalStateException("An operation without an example: " + operation.getIdPart());
    }
    return call;
  }

  private static List<String> addresses(OperationDefinition operation) {
    String name = "$" + operation.getCode();
    List<String> addresses = new ArrayList<>();
    if (operation.getSystem()) {
      addresses.add("/fhir/" + name);
    }
    for (CodeType type : operation.getResource()) {
      if (operation.getType()) {
        addresses.add("/fhir/%s/%s".formatted(type.getValue(), name));
      }
      if (operation.getInstance()) {
        addresses.add("/fhir/%s/[id]/%s".formatted(type.getValue(), name));
      }
    }
    return addresses;
  }

  private static void add(
      List<OperationDefinitionParameterComponent> from,
      String use,
      int depth,
      List<Parameter> parameters) {
    for (OperationDefinitionParameterComponent one : from) {
      String direction = one.hasUse() ? one.getUse().toCode() : use;
      parameters.add(
          new Parameter(
              depth,
              one.getName(),
              direction,
              one.getMin() + ".." + one.getMax(),
              Optional.ofNullable(one.getType()).orElse(""),
              Words.of(one.getDocumentationElement())));
      add(one.getPart(), direction, depth + 1, parameters);
    }
  }

  private static Page page(SearchParameter parameter) {
    Map<String, Object> model = new HashMap<>(Published.facts(parameter));
    model.put("code", parameter.getCode());
    model.put("type", parameter.getType().toCode());
    model.put("bases", parameter.getBase().stream().map(PrimitiveType::getValueAsString).toList());
    model.put("expression", parameter.getExpression());
    return new Page(
        Links.file(parameter),
        Links.title(parameter),
        Section.OPERATIONS,
        "search-parameter",
        model);
  }

  private static Page page(Measure measure) {
    Map<String, Object> model = new HashMap<>(Published.facts(measure));
    model.put(
        "populations",
        measure.getGroup().stream()
            .flatMap(group -> group.getPopulation().stream())
            .map(population -> Words.of(population.getCriteria().getDescriptionElement()))
            .toList());
    model.put(
        "tables",
        measure.getGroup().stream()
            .flatMap(group -> group.getStratifier().stream())
            .map(stratifier -> stratifier.getCode().getCodingFirstRep().getCode())
            .filter(Objects::nonNull)
            .toList());
    return new Page(
        Links.file(measure), Links.title(measure), Section.OPERATIONS, "measure", model);
  }
}
