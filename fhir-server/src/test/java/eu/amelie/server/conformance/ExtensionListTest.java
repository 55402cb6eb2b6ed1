/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.interceptors.pseudonym.record.RecordShapes;
import eu.amelie.profiles.ProfileCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionContextComponent;
import org.junit.jupiter.api.Test;

/**
 * The policy core knows no profiles: what extensions a record may hold, and where, is a list beside
 * it. Here the list is held against the profiles.
 */
class ExtensionListTest {
  private static final String FILE = "/eu/amelie/interceptors/pseudonym/record/extensions.allow";

  /** What a sender may write anything in: never listed, so that it goes to the vault. */
  private static final Set<String> FREE = Set.of("string", "markdown", "uri", "canonical");

  private static final String PART = "Extension.extension:";

  @Test
  void theListNamesTheExtensionsOfCaseTypesWithTheirValuesAndPlacesAndNoOthers() throws Exception {
    List<String> expected = new ArrayList<>();
    ProfileCatalog.load(FhirContext.forR4Cached()).resources().stream()
        .filter(StructureDefinition.class::isInstance)
        .map(StructureDefinition.class::cast)
        .filter(definition -> definition.getType().equals("Extension"))
        .forEach(definition -> expected.addAll(lines(definition)));

    assertThat(listed()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> lines(StructureDefinition definition) {
    TreeSet<String> places = new TreeSet<>();
    for (StructureDefinitionContextComponent context : definition.getContext()) {
      if (CaseTypes.contains(context.getExpression().split("\\.")[0])) {
        places.add(context.getExpression());
      }
    }
    if (places.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    String own = "-";
    for (ElementDefinition element : definition.getSnapshot().getElement()) {
      boolean used = element.getPath().endsWith(".value[x]") && !"0".equals(element.getMax());
      if (used && element.getPath().equals("Extension.value[x]")) {
        own = type(element);
      } else if (used) {
        String part = element.getId().substring(PART.length()).split("\\.")[0];
        lines.add(definition.getUrl() + ">" + part + " " + type(element));
      }
    }
    lines.add(definition.getUrl() + " " + own + " " + String.join(" ", places));
    return FREE.contains(own) ? List.of() : lines;
  }

  private static String type(ElementDefinition element) {
    return element.getType().stream().map(TypeRefComponent::getCode).findFirst().orElseThrow();
  }

  /** In one form, without what is of the base specification. */
  private static List<String> listed() throws IOException {
    try (InputStream in = RecordShapes.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("http://hl7.org/fhir/"))
          .map(line -> line.strip().split("\\s+"))
          .map(
              words ->
                  words[0]
                      + " "
                      // What a code may be is more than a profile says.
                      + words[1].replaceFirst("[=~].*", "")
                      + (words.length == 2
                          ? ""
                          : " "
                              + String.join(
                                  " ",
                                  new TreeSet<>(Arrays.asList(words).subList(2, words.length)))))
          .toList();
    }
  }
}
