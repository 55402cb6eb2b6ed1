/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import eu.amelie.terminology.Displays;
import eu.amelie.terminology.Language;
import eu.amelie.terminology.Translations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.StringType;

/**
 * Titles and descriptions of compiled definitions in the languages of the exchange. The English
 * stands in the FSH sources, and in the table once more, so that a translator sees what is
 * translated.
 *
 * <p>Guaranteed: a translation stands only beside the English that it was made of; where the source
 * says something else by now, there is none. Not guaranteed: that every text has one; a test lists
 * those that have not.
 */
record Wordings(List<Row> rows) {
  private static final int FIRST_LANGUAGE = 2;

  /**
   * @param resource type and id, such as {@code Measure/sc-referrals}
   * @param element {@code title} or {@code description}
   */
  record Row(String resource, String element, Displays words) {

    /** The text of that element, if this resource has it in these words. */
    Optional<StringType> in(MetadataResource resource) {
      return text(resource, element).filter(text -> words.english().equals(text.getValue()));
    }
  }

  static Wordings load() {
    try (InputStream in = Wordings.class.getResourceAsStream("wordings.tsv");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String[]> lines = reader.lines().map(line -> line.split("\t", -1)).toList();
      List<String> columns = List.of(lines.get(0));
      List<Row> rows = new ArrayList<>();
      lines.subList(1, lines.size()).forEach(cells -> rows.add(row(columns, cells)));
      return new Wordings(List.copyOf(rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(List<String> columns, String[] cells) {
    if (cells.length != columns.size()) {
      throw new IllegalStateException("wordings.tsv: a row of another width.");
    }
    Map<Language, String> words = new EnumMap<>(Language.class);
    for (int i = FIRST_LANGUAGE; i < cells.length; i++) {
      String tag = columns.get(i).substring(columns.get(i).indexOf('_') + 1);
      if (!cells[i].isBlank()) {
        words.put(Language.of(tag).orElseThrow(), cells[i]);
      }
    }
    return new Row(cells[0], cells[1], new Displays(words));
  }

  /** Adds to the resource's texts what they are in other languages. */
  void translate(MetadataResource resource) {
    String name = "%s/%s".formatted(resource.fhirType(), resource.getIdPart());
    for (Row row : rows) {
      if (row.resource().equals(name)) {
        row.in(resource).ifPresent(text -> Translations.add(text, row.words()));
      }
    }
  }

  /** A text of the resource, as far as it has one: search parameters have no title. */
  static Optional<StringType> text(MetadataResource resource, String element) {
    Property property = resource.getNamedProperty(element);
    if (property == null) {
      return Optional.empty();
    }
    for (Base value : property.getValues()) {
      if (value instanceof StringType text) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }
}
