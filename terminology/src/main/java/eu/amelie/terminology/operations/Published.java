/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.operations;

import eu.amelie.terminology.LocalCode;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;

/** The published terminology, indexed once. Nobody changes the resources it hands out. */
final class Published {

  /** A code system with its concepts by code. */
  record Codes(CodeSystem resource, Map<String, ConceptDefinitionComponent> concepts) {}

  /** A value set with its members in order. */
  record Members(ValueSet resource, List<LocalCode> codes) {
    Optional<LocalCode> find(String system, String code) {
      return codes.stream()
          .filter(member -> member.code().equals(code) && member.system().url().equals(system))
          .findFirst();
    }
  }

  private final TerminologyCatalog catalog;
  private final Map<String, Codes> systems = new LinkedHashMap<>();
  private final Map<String, Members> sets = new LinkedHashMap<>();
  private final Map<String, ConceptMap> maps = new LinkedHashMap<>();

  Published(TerminologyCatalog catalog) {
    this.catalog = catalog;
    for (CodeSystem system : catalog.codeSystems()) {
      systems.put(system.getUrl(), new Codes(system, byCode(system)));
    }
    for (ValueSet set : catalog.valueSets()) {
      sets.put(set.getUrl(), new Members(set, members(set)));
    }
    catalog.conceptMaps().forEach(map -> maps.put(map.getUrl(), map));
  }

  private static Map<String, ConceptDefinitionComponent> byCode(CodeSystem system) {
    return system.getConcept().stream()
        .collect(
            Collectors.toUnmodifiableMap(ConceptDefinitionComponent::getCode, Function.identity()));
  }

  private List<LocalCode> members(ValueSet set) {
    List<LocalCode> members = new ArrayList<>();
    for (ConceptSetComponent include : set.getCompose().getInclude()) {
      List<String> codes =
          include.hasConcept()
              ? include.getConcept().stream().map(concept -> concept.getCode()).toList()
              : systems.get(include.getSystem()).resource().getConcept().stream()
                  .map(ConceptDefinitionComponent::getCode)
                  .toList();
      codes.forEach(code -> members.add(catalog.find(include.getSystem(), code).orElseThrow()));
    }
    return List.copyOf(members);
  }

  Optional<LocalCode> find(String system, String code) {
    return catalog.find(system, code);
  }

  /**
   * @throws TerminologyRefusal where it is not ours, or of another version
   */
  Codes system(String canonical, Optional<String> version) {
    return found(systems, canonical, version, Codes::resource);
  }

  /**
   * @throws TerminologyRefusal where it is not ours, or of another version
   */
  Members set(String canonical, Optional<String> version) {
    return found(sets, canonical, version, Members::resource);
  }

  /**
   * @throws TerminologyRefusal where it is not ours, or of another version
   */
  ConceptMap map(String canonical, Optional<String> version) {
    return found(maps, canonical, version, map -> map);
  }

  List<ConceptMap> maps() {
    return List.copyOf(maps.values());
  }

  /** The canonical of the resource that has this id. */
  String urlOf(String type, String id) {
    return LocalSystem.CANONICAL_ROOT + "/" + type + "/" + id;
  }

  private static <T> T found(
      Map<String, T> all,
      String canonical,
      Optional<String> version,
      Function<T, MetadataResource> resource) {
    int bar = canonical.indexOf('|');
    T found = all.get(bar < 0 ? canonical : canonical.substring(0, bar));
    if (found == null) {
      throw TerminologyRefusal.notFound();
    }
    String ours = resource.apply(found).getVersion();
    boolean named = bar < 0 || canonical.substring(bar + 1).equals(ours);
    if (!named || version.filter(wanted -> !wanted.equals(ours)).isPresent()) {
      throw TerminologyRefusal.notFound();
    }
    return found;
  }
}
