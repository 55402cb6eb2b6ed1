/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import eu.amelie.terminology.Headings.Heading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.UriType;

/** What codes of ours are in vocabularies of others, as tables and as ConceptMaps. */
record ConceptMaps(List<Header> headers, Map<String, List<Row>> rows) {

  /**
   * @param source id of the value set that is mapped; empty where there are several
   * @param experimental where the target's own list of values has not been compared
   */
  record Header(String id, String source, boolean experimental, Heading heading) {}

  /**
   * @param target empty for a code that has no counterpart
   * @param dependsOn codes, by the id of their system, that must hold beside the source
   */
  record Row(
      LocalSystem source,
      String code,
      String targetSystem,
      String target,
      ConceptMapEquivalence equivalence,
      Map<LocalSystem, String> dependsOn,
      String comment) {}

  static ConceptMaps load(Headings headings) {
    List<Header> headers =
        Tsv.rows("concept-maps.tsv").stream().map(row -> header(row, headings)).toList();
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    for (Map<String, String> cells : Tsv.rows("concept-map-elements.tsv")) {
      rows.computeIfAbsent(cells.get("map"), map -> new ArrayList<>()).add(row(cells));
    }
    return new ConceptMaps(headers, rows);
  }

  private static Header header(Map<String, String> cells, Headings headings) {
    String id = cells.get("id");
    return new Header(
        id, cells.get("source"), Boolean.parseBoolean(cells.get("experimental")), headings.of(id));
  }

  private static Row row(Map<String, String> cells) {
    Map<LocalSystem, String> dependsOn = new LinkedHashMap<>();
    for (String dependency : cells.get("depends_on").split(" ")) {
      if (!dependency.isEmpty()) {
        String[] parts = dependency.split("=", 2);
        dependsOn.put(LocalSystem.ofId(parts[0]), parts[1]);
      }
    }
    String target = cells.get("target_system");
    return new Row(
        LocalSystem.ofId(cells.get("source")),
        cells.get("code"),
        target.startsWith("sc-") ? LocalSystem.ofId(target).url() : target,
        cells.get("target"),
        ConceptMapEquivalence.fromCode(cells.get("equivalence")),
        dependsOn,
        cells.get("comment"));
  }

  /** New resources each time. */
  List<ConceptMap> resources() {
    return headers.stream().map(this::resource).toList();
  }

  private ConceptMap resource(Header header) {
    ConceptMap map = new ConceptMap();
    FhirTerminology.describe(map, "ConceptMap", header.id(), header.heading());
    map.setExperimental(header.experimental());
    if (!header.source().isEmpty()) {
      map.setSource(new UriType(LocalSystem.ofId(header.source()).valueSetUrl()));
    }
    Map<String, ConceptMapGroupComponent> groups = new LinkedHashMap<>();
    for (Row row : rows.get(header.id())) {
      ConceptMapGroupComponent group =
          groups.computeIfAbsent(
              row.source() + " " + row.targetSystem(),
              pair -> map.addGroup().setSource(row.source().url()).setTarget(row.targetSystem()));
      addTarget(element(group, row.code()), row);
    }
    return map;
  }

  private static SourceElementComponent element(ConceptMapGroupComponent group, String code) {
    return group.getElement().stream()
        .filter(element -> element.getCode().equals(code))
        .findFirst()
        .orElseGet(() -> group.addElement().setCode(code));
  }

  private static void addTarget(SourceElementComponent element, Row row) {
    TargetElementComponent target = element.addTarget().setEquivalence(row.equivalence());
    if (!row.target().isEmpty()) {
      target.setCode(row.target());
    }
    if (!row.comment().isEmpty()) {
      target.setComment(row.comment());
    }
    row.dependsOn()
        .forEach(
            (system, code) ->
                target
                    .addDependsOn()
                    .setProperty(system.url())
                    .setSystem(system.url())
                    .setValue(code));
  }
}
