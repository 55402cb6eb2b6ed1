/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import eu.amelie.profiles.ProfileCatalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.StructureDefinition;

/** Profiles and extensions: what they change, and what holds in all. */
final class StructurePages {
  /** A line of the table of rules. */
  record Rule(String key, String severity, String path, List<Words.Word> human, String expression) {

    /** In English, for the table of all that is known of it. */
    public String english() {
      return human.get(0).text();
    }
  }

  private final List<StructureDefinition> structures;
  private final Links links;
  private final ElementTable table;
  private final List<GuideExample> examples;

  StructurePages(ProfileCatalog catalog, Links links, List<GuideExample> examples) {
    this.structures = Published.of(catalog, StructureDefinition.class);
    this.links = links;
    this.table = new ElementTable(links);
    this.examples = examples;
  }

  List<Page> all() {
    List<Page> pages = new ArrayList<>();
    pages.add(
        ListPages.of(
            Section.PROFILES,
            "Profiles and extensions",
            "Every resource is held against the profile of its kind, whatever the sender claims.",
            List.of(
                ListPages.group("Profiles", sorted(false)),
                ListPages.group("Extensions", sorted(true)))));
    structures.forEach(structure -> pages.add(page(structure)));
    return pages;
  }

  private List<StructureDefinition> sorted(boolean extensions) {
    return structures.stream()
        .filter(structure -> isExtension(structure) == extensions)
        .sorted(Comparator.comparing(Links::title))
        .toList();
  }

  private static boolean isExtension(StructureDefinition structure) {
    return structure.getType().equals("Extension");
  }

  private Page page(StructureDefinition structure) {
    Map<String, Object> model = new HashMap<>(Published.facts(structure));
    model.put("kind", isExtension(structure) ? "Extension" : "Profile");
    model.put("base", links.type(structure.getBaseDefinition()));
    model.put("type", structure.getType());
    model.put(
        "contexts",
        structure.getContext().stream()
            .map(StructureDefinition.StructureDefinitionContextComponent::getExpression)
            .toList());
    model.put("differential", table.rows(structure.getDifferential().getElement()));
    model.put("snapshot", table.rows(structure.getSnapshot().getElement()));
    model.put("rules", rules(structure));
    model.put(
        "examples",
        examples.stream()
            .filter(example -> example.profile().equals(structure.getIdPart()))
            .map(GuideExample::link)
            .toList());
    return new Page(
        Links.file(structure), Links.title(structure), Section.PROFILES, "structure", model);
  }

  private static List<Rule> rules(StructureDefinition structure) {
    return structure.getSnapshot().getElement().stream()
        .flatMap(StructurePages::rules)
        .distinct()
        .toList();
  }

  private static Stream<Rule> rules(ElementDefinition element) {
    return element.getConstraint().stream()
        .filter(ElementTable::isOurs)
        .map(
            one ->
                new Rule(
                    one.getKey(),
                    one.getSeverity().toCode(),
                    element.getPath(),
                    Words.of(one.getHumanElement()),
                    one.getExpression()));
  }
}
