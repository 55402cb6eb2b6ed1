/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import eu.amelie.terminology.Indicator.Profile;
import eu.amelie.terminology.Indicator.Role;
import eu.amelie.terminology.Indicator.Strength;
import eu.amelie.terminology.Indicator.Weight;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All indicators, in the order of the catalogue. Immutable. */
public final class IndicatorCatalog {
  private static final int COLUMNS = 11;

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
    try (InputStream in = IndicatorCatalog.class.getResourceAsStream("indicators.tsv");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new IndicatorCatalog(reader.lines().skip(1).map(IndicatorCatalog::read).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Indicator read(String line) {
    String[] row = line.split("\t", -1);
    if (row.length != COLUMNS) {
      throw new IllegalStateException(
          "A row of the catalogue has %d columns.".formatted(row.length));
    }
    Map<Profile, Weight> weights = new EnumMap<>(Profile.class);
    addWeight(weights, Profile.ADULT_LABOUR, row[6]);
    addWeight(weights, Profile.CHILD_LABOUR, row[7]);
    addWeight(weights, Profile.ADULT_SEXUAL, row[8]);
    return new Indicator(
        row[0],
        row[1],
        row[4],
        row[5],
        List.of(row[3].split("\\|")),
        Map.copyOf(weights),
        Role.valueOf(row[9].toUpperCase(Locale.ROOT).replace('-', '_')),
        row[10]);
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
