/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import eu.amelie.terminology.Indicator.Profile;
import eu.amelie.terminology.Indicator.Role;
import eu.amelie.terminology.Indicator.Strength;
import eu.amelie.terminology.Indicator.Weight;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All indicators, in the order of the catalogue. Immutable. */
public final class IndicatorCatalog {
  private final Map<String, Indicator> indicators;

  private IndicatorCatalog(List<Indicator> indicators) {
    this.indicators =
        indicators.stream()
            .collect(
                Collectors.toMap(
                    Indicator::code,
                    Function.identity(),
                    (one, other) -> {
                      throw new IllegalStateException("Twice in the catalogue: " + one.code());
                    },
                    LinkedHashMap::new));
  }

  /** Reads the catalogue that ships with this module. */
  public static IndicatorCatalog load() {
    Map<String, Map<String, String>> translations =
        Tsv.rows("indicator-displays.tsv").stream()
            .collect(Collectors.toMap(row -> row.get("code"), Function.identity()));
    return new IndicatorCatalog(
        Tsv.rows("indicators.tsv").stream()
            .map(row -> read(row, translations.getOrDefault(row.get("code"), Map.of())))
            .toList());
  }

  private static Indicator read(Map<String, String> row, Map<String, String> translation) {
    Map<String, String> displays = new HashMap<>(translation);
    displays.put("display_en", row.get("display_en"));
    Map<Profile, Weight> weights = new EnumMap<>(Profile.class);
    addWeight(weights, Profile.ADULT_LABOUR, row.get("w_adult_labour"));
    addWeight(weights, Profile.CHILD_LABOUR, row.get("w_child_labour"));
    addWeight(weights, Profile.ADULT_SEXUAL, row.get("w_adult_sexual"));
    return new Indicator(
        row.get("code"),
        row.get("category"),
        Displays.of(displays),
        row.get("phase"),
        List.of(row.get("form").split("\\|")),
        Map.copyOf(weights),
        Role.valueOf(row.get("scoring_role").toUpperCase(Locale.ROOT).replace('-', '_')),
        row.get("source"));
  }

  private static void addWeight(Map<Profile, Weight> weights, Profile profile, String cell) {
    if (!cell.isEmpty()) {
      weights.put(profile, new Weight(Strength.of(cell.charAt(0)), !cell.endsWith("?")));
    }
  }

  public List<Indicator> all() {
    return List.copyOf(indicators.values());
  }

  public Optional<Indicator> find(String code) {
    return Optional.ofNullable(indicators.get(code));
  }
}
