/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The module's data files, read and checked once. */
record CodeTables(List<Table> tables, List<Subset> subsets) {

  /** One code system: what it is about and its codes in the order of the file. */
  record Table(LocalSystem system, String title, String description, List<LocalCode> codes) {}

  /** A value set of the codes of one group of one code system. */
  record Subset(String id, String title, LocalSystem system, String group) {}

  static CodeTables load() {
    Map<LocalSystem, List<LocalCode>> codes = new EnumMap<>(LocalSystem.class);
    for (Map<String, String> row : Tsv.rows("codes.tsv")) {
      LocalCode code = code(row);
      codes.computeIfAbsent(code.system(), system -> new ArrayList<>()).add(code);
    }
    List<Table> tables =
        Tsv.rows("code-systems.tsv").stream()
            .map(row -> table(row, codes.get(LocalSystem.ofId(row.get("system")))))
            .toList();
    List<Subset> subsets = Tsv.rows("value-sets.tsv").stream().map(CodeTables::subset).toList();
    return new CodeTables(tables, subsets);
  }

  private static LocalCode code(Map<String, String> row) {
    String groups = row.get("group");
    return new LocalCode(
        LocalSystem.ofId(row.get("system")),
        row.get("code"),
        groups.isEmpty() ? Set.of() : Set.of(groups.split(" ")),
        Displays.of(row),
        row.get("definition"));
  }

  private static Table table(Map<String, String> row, List<LocalCode> codes) {
    return new Table(
        LocalSystem.ofId(row.get("system")),
        row.get("title"),
        row.get("description"),
        List.copyOf(codes));
  }

  private static Subset subset(Map<String, String> row) {
    return new Subset(
        row.get("id"), row.get("title"), LocalSystem.ofId(row.get("system")), row.get("group"));
  }
}
