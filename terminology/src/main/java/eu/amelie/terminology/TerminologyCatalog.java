/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * The exchange's own terminology: look-up by system and code, and the FHIR resources to publish.
 *
 * <p>Guaranteed: no input or output after {@link #load()}; the same data gives the same resources,
 * in the same order. Not guaranteed: any code of a system that is not the exchange's own.
 */
public final class TerminologyCatalog {
  private final IndicatorCatalog indicators;
  private final CodeTables tables;
  private final ConceptMaps maps;
  private final AssessmentNotes notes = AssessmentNotes.load();
  private final Map<String, Map<String, LocalCode>> codes = new HashMap<>();

  private TerminologyCatalog(IndicatorCatalog indicators, CodeTables tables) {
    this.indicators = indicators;
    this.tables = tables;
    this.maps = ConceptMaps.load(tables.headings());
    for (CodeTables.Table table : tables.tables()) {
      table.codes().forEach(this::add);
    }
    for (Indicator indicator : indicators.all()) {
      add(indicator.asCode());
    }
  }

  private void add(LocalCode code) {
    if (codes.computeIfAbsent(code.system().url(), url -> new HashMap<>()).put(code.code(), code)
        != null) {
      throw new IllegalStateException("Twice in %s: %s".formatted(code.system().id(), code.code()));
    }
  }

  /** Reads the data that ships with this module. */
  public static TerminologyCatalog load() {
    return new TerminologyCatalog(IndicatorCatalog.load(), CodeTables.load());
  }

  public IndicatorCatalog indicators() {
    return indicators;
  }

  /** The code, or empty where the system is not ours or does not have it. */
  public Optional<LocalCode> find(String system, String code) {
    return Optional.ofNullable(codes.getOrDefault(system, Map.of()).get(code));
  }

  public boolean contains(LocalSystem system, String code) {
    return find(system.url(), code).isPresent();
  }

  /** All codes of a system, in the order of its file. */
  public List<LocalCode> codes(LocalSystem system) {
    if (system == LocalSystem.INDICATORS) {
      return indicators.all().stream().map(Indicator::asCode).toList();
    }
    return tables.of(system).codes();
  }

  /** What a system is called. */
  public Displays title(LocalSystem system) {
    return tables.of(system).heading().title();
  }

  /**
   * What an assessment says of itself, such as {@code limit}.
   *
   * @throws IllegalArgumentException where there is no such note
   */
  public Displays assessmentNote(String id) {
    return notes.of(id);
  }

  /** New resources each time, by id; the caller may change them. */
  public List<CodeSystem> codeSystems() {
    List<CodeSystem> systems = new ArrayList<>();
    for (CodeTables.Table table : tables.tables()) {
      systems.add(
          table.system() == LocalSystem.INDICATORS
              ? IndicatorCodeSystem.of(indicators, table)
              : FhirTerminology.codeSystem(table));
    }
    return byId(systems);
  }

  /**
   * One value set per code system with all its codes, or with those of one group where {@code
   * value-sets.tsv} gives it the system's id, one per further group, and the signs by dimension,
   * form and population. New resources each time.
   */
  public List<ValueSet> valueSets() {
    Map<String, ValueSet> sets = new HashMap<>();
    for (CodeTables.Table table : tables.tables()) {
      put(sets, FhirTerminology.valueSet(table.system(), table.heading()));
    }
    for (CodeTables.Subset subset : tables.subsets()) {
      put(sets, FhirTerminology.valueSet(subset, tables.of(subset.system())));
    }
    new IndicatorSets(indicators, tables).all().forEach(set -> put(sets, set));
    return byId(new ArrayList<>(sets.values()));
  }

  /** New resources each time, by id. */
  public List<ConceptMap> conceptMaps() {
    return byId(new ArrayList<>(maps.resources()));
  }

  private static void put(Map<String, ValueSet> sets, ValueSet set) {
    sets.put(set.getIdPart(), set);
  }

  private static <T extends MetadataResource> List<T> byId(List<T> resources) {
    resources.sort(Comparator.comparing(MetadataResource::getIdPart));
    return List.copyOf(resources);
  }
}
