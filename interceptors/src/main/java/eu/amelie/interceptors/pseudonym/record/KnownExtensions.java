/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import eu.amelie.interceptors.pseudonym.record.AllowList.Line;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;

/**
 * The extensions that may stay, by exact url, and within a complex one its parts by exact name: an
 * unknown url is text that the sender chose.
 */
final class KnownExtensions {
  /** Stands in the record for a modifier extension whose content went off. */
  static final String WITHHELD_MODIFIER =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-withheld-modifier";

  /** Coded, yes or no, a date, a literal reference: nothing that holds free text. */
  static final List<Class<? extends IBase>> VALUE_TYPES =
      List.of(
          CodeableConcept.class,
          Coding.class,
          CodeType.class,
          BooleanType.class,
          DateType.class,
          DateTimeType.class,
          Reference.class);

  private static final Pattern OURS =
      Pattern.compile(
          "https://fhir\\.example\\.org/supportive-care/StructureDefinition/sc-[a-z-]{1,40}");
  private static final Pattern PART = Pattern.compile("[a-z][A-Za-z-]{1,40}");

  private final Map<String, Known> byUrl = new HashMap<>();

  /** What may stay of an extension: coded values under the rule of its line, and these parts. */
  static final class Known {
    private final Map<String, Known> parts = new HashMap<>();
    private AllowList.Rule rule = AllowList.Rule.KEEP;

    Known part(String url) {
      return url == null ? null : parts.getOrDefault(url, anyPart(url));
    }

    private Known anyPart(String url) {
      return PART.matcher(url).matches() ? parts.get("*") : null;
    }

    AllowList.Rule rule() {
      return rule;
    }
  }

  /** Paths are the url, then {@code >} and the name of each nested part. */
  static KnownExtensions of(AllowList list) {
    KnownExtensions known = new KnownExtensions();
    for (String path : list.paths()) {
      Map<String, Known> level = known.byUrl;
      Known last = null;
      for (String url : path.split(">", -1)) {
        last = level.computeIfAbsent(url, ignored -> new Known());
        level = last.parts;
      }
      Line line = list.line("", path);
      if (last != null) {
        last.rule = line.rule();
      }
    }
    return known;
  }

  /** What may stay of the extension with this url, or null if it is not listed. */
  Known root(String url) {
    return url == null ? null : byUrl.getOrDefault(url, anyOfOurs(url));
  }

  private Known anyOfOurs(String url) {
    return OURS.matcher(url).matches()
        ? byUrl.get(url.substring(0, url.lastIndexOf('/')) + "/*")
        : null;
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
