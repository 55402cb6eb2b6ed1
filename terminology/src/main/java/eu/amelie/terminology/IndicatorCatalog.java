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
    Wordings wordings = Wordings.load();
    return new IndicatorCatalog(
        Tsv.rows("indicators.tsv").stream().map(row -> read(row, wordings)).toList());
  }

  /** What the other files say about the signs; numbers are given in the order of the catalogue. */
  private record Wordings(
      Map<String, Map<String, String>> displays,
      Map<String, Map<String, String>> plain,
      Map<String, Map<String, String>> topics,
      DiscreetWords words,
      Map<String, Integer> counts) {

    static Wordings load() {
      return new Wordings(
          byCode("indicator-displays.tsv"),
          byCode("indicator-plain.tsv"),
          byCode("indicator-topics.tsv"),
          DiscreetWords.load(),
          new LinkedHashMap<>());
    }

    private static Map<String, Map<String, String>> byCode(String file) {
      return Tsv.rows(file).stream()
          .collect(Collectors.toMap(row -> row.get("code"), Function.identity()));
    }

    private Displays discreet(String code, String dimension) {
      int position = counts.merge(dimension, 1, Integer::sum);
      int part = List.copyOf(counts.keySet()).indexOf(dimension) + 1;
      return words.ofSign(part, position, topics.get(code).get("word"));
    }
  }

  private static Indicator read(Map<String, String> row, Wordings wordings) {
    String code = row.get("code");
    Map<String, String> displays = new HashMap<>(wordings.displays().get(code));
    displays.put("display_en", row.get("display_en"));
    Map<Profile, Weight> weights = new EnumMap<>(Profile.class);
    addWeight(weights, Profile.ADULT_LABOUR, row.get("w_adult_labour"));
    addWeight(weights, Profile.CHILD_LABOUR, row.get("w_child_labour"));
    addWeight(weights, Profile.ADULT_SEXUAL, row.get("w_adult_sexual"));
    return new Indicator(
        code,
        row.get("category"),
        Displays.of(displays),
        Displays.of(wordings.plain().get(code)),
        wordings.discreet(code, row.get("category")),
        Strength.valueOf(row.get("evidence").toUpperCase(Locale.ROOT)),
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
