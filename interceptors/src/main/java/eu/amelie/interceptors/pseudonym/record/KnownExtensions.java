/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;

/**
 * The extensions that may stay, by exact url, kind of value and the element they stand on, and
 * within a complex one its parts by exact name: any other url is text that the sender chose.
 */
final class KnownExtensions {
  /** Stands in the record for a modifier extension whose content went off. */
  static final String WITHHELD_MODIFIER =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-withheld-modifier";

  /** Coded, yes or no, a literal reference: nothing that holds free text. */
  static final List<Class<? extends IBase>> VALUE_TYPES =
      List.of(CodeableConcept.class, CodeType.class, BooleanType.class, Reference.class);

  private static final String FILE = "extensions.allow";
  private static final String ANYWHERE = "*";
  private static final String NO_VALUE = "-";

  private final Map<String, Known> byUrl = new HashMap<>();

  /**
   * What may stay of an extension.
   *
   * @param type the FHIR type of its value; none where it has parts instead
   * @param system of a value that is a code alone
   * @param form of a value that is a code of no system
   * @param places the elements it may stand on; empty for a part
   */
  record Known(
      String type, String system, Pattern form, Set<String> places, Map<String, Known> parts) {

    Known part(String url) {
      return url == null ? null : parts.get(url);
    }

    private boolean standsOn(String element) {
      return places.contains(ANYWHERE) || places.contains(element);
    }

    boolean holds(IBase value, CodeVocabulary vocabulary) {
      if (!value.fhirType().equals(type)) {
        return false;
      }
      if (!(value instanceof CodeType code)) {
        return true;
      }
      return form == null
          ? vocabulary.knows(system, code.getValue())
          : code.getValue() != null && form.matcher(code.getValue()).matches();
    }
  }

  static KnownExtensions read() {
    try (InputStream stream = KnownExtensions.class.getResourceAsStream(FILE)) {
      return of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines {@code url value place…}, parts {@code url>part value} after their whole. */
  static KnownExtensions of(String text) {
    KnownExtensions known = new KnownExtensions();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> List.of(line.strip().split("\\s+")))
        .forEach(known::add);
    return known;
  }

  private void add(List<String> words) {
    String[] value = words.get(1).split("[=~]", 2);
    boolean formed = words.get(1).indexOf('~') > 0;
    String more = value.length == 2 ? value[1] : null;
    Known known =
        new Known(
            value[0].equals(NO_VALUE) ? null : value[0],
            formed ? null : more,
            formed ? Pattern.compile(more) : null,
            Set.copyOf(words.subList(2, words.size())),
            new HashMap<>());
    String[] path = words.get(0).split(">", 2);
    boolean code = "code".equals(known.type());
    boolean place = !known.places().isEmpty();
    if (place == (path.length == 2) || code != (more != null)) {
      throw new IllegalStateException(FILE + ": " + words);
    }
    Known whole = byUrl.get(path[0]);
    Known twice = place ? byUrl.put(path[0], known) : whole.parts().put(path[1], known);
    if (twice != null) {
      throw new IllegalStateException(FILE + ": twice " + words.get(0));
    }
  }

  /**
   * What may stay of the extension with this url, or null if it is not listed there.
   *
   * @param at the step of the extension
   */
  Known root(String type, String url, Step at) {
    Known known = url == null ? null : byUrl.get(url);
    return known != null && known.standsOn(at.holder(type)) ? known : null;
  }

  static boolean isWithheldModifier(Extension extension) {
    return WITHHELD_MODIFIER.equals(extension.getUrl()) && extension.equalsDeep(withheldModifier());
  }

  static Extension withheldModifier() {
    Extension extension = new Extension(WITHHELD_MODIFIER);
    extension.setValue(new BooleanType(true));
    return extension;
  }
}
