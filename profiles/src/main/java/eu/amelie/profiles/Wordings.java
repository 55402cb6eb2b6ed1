/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import eu.amelie.terminology.Displays;
import eu.amelie.terminology.Translations;
import java.util.List;
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
    return new Wordings(
        WordTable.rows("wordings.tsv").stream()
            .map(row -> new Row(row.about().get(0), row.about().get(1), row.words()))
            .toList());
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
