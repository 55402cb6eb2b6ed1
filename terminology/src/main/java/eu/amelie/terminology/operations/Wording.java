/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.operations;

import eu.amelie.terminology.Language;
import eu.amelie.terminology.LocalCode;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;

/** How texts that people type are held against ours: without case and accents. */
final class Wording {
  private Wording() {}

  /** Whether each word of the filter stands in what the code is called. */
  static boolean matches(LocalCode code, Language language, String filter) {
    String display = folded(code.displays().inOrEnglish(language));
    return Arrays.stream(folded(filter).split("\\s+")).allMatch(display::contains);
  }

  /** Whether the text is one of the wordings of the concept, in any language. */
  static boolean isOf(ConceptDefinitionComponent concept, String text) {
    List<String> wordings =
        Stream.concat(
                Stream.of(concept.getDisplay()),
                concept.getDesignation().stream().map(designation -> designation.getValue()))
            .map(Wording::folded)
            .toList();
    return wordings.contains(folded(text));
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replace('ς', 'σ')
        .strip();
  }
}
