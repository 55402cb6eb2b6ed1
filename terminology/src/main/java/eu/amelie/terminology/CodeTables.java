/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import eu.amelie.terminology.Headings.Heading;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The module's data files but for the indicators, read and checked once. */
record CodeTables(List<Table> tables, List<Subset> subsets, Headings headings) {

  /**
   * One code system: what it is about and its codes in the order of the file; the codes of
   * sc-indicators stand in the catalogue.
   */
  record Table(LocalSystem system, Heading heading, List<LocalCode> codes) {}

  /** A value set of the codes of one group of one code system. */
  record Subset(String id, Heading heading, LocalSystem system, String group) {}

  static CodeTables load() {
    Headings headings = Headings.load();
    Map<LocalSystem, List<LocalCode>> codes = codes(DiscreetWords.load(), Definitions.load());
    List<Table> tables =
        Tsv.rows("code-systems.tsv").stream().map(row -> table(row, headings, codes)).toList();
    List<Subset> subsets =
        Tsv.rows("value-sets.tsv").stream().map(row -> subset(row, headings)).toList();
    return new CodeTables(tables, subsets, headings);
  }

  private static Map<LocalSystem, List<LocalCode>> codes(
      DiscreetWords words, Definitions definitions) {
    Map<LocalSystem, List<LocalCode>> codes = new EnumMap<>(LocalSystem.class);
    for (Map<String, String> row : Tsv.rows("codes.tsv")) {
      LocalSystem system = LocalSystem.ofId(row.get("system"));
      List<LocalCode> before = codes.computeIfAbsent(system, any -> new ArrayList<>());
      before.add(code(system, row, words, definitions, before.size() + 1));
    }
    return codes;
  }

  private static LocalCode code(
      LocalSystem system,
      Map<String, String> row,
      DiscreetWords words,
      Definitions definitions,
      int position) {
    String groups = row.get("group");
    Displays displays = Displays.of(row);
    return new LocalCode(
        system,
        row.get("code"),
        groups.isEmpty() ? Set.of() : Set.of(groups.split(" ")),
        displays,
        Optional.empty(),
        words.of(system, position, displays),
        definitions.of(system, row.get("code"), row.get("definition")));
  }

  private static Table table(
      Map<String, String> row, Headings headings, Map<LocalSystem, List<LocalCode>> codes) {
    LocalSystem system = LocalSystem.ofId(row.get("system"));
    return new Table(
        system, headings.of(system.id()), List.copyOf(codes.getOrDefault(system, List.of())));
  }

  private static Subset subset(Map<String, String> row, Headings headings) {
    return new Subset(
        row.get("id"),
        headings.of(row.get("id")),
        LocalSystem.ofId(row.get("system")),
        row.get("group"));
  }

  /**
   * @throws IllegalArgumentException where there is none
   */
  Table of(LocalSystem system) {
    return tables.stream()
        .filter(table -> table.system() == system)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No table: " + system.id()));
  }
}
