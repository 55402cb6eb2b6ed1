/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyComponent;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.api.Test;

/**
 * What the published catalogue says of each sign, held against the table that it is made of, which
 * is read here in another way than there.
 */
class IndicatorPropertiesTest {
  private static final String CODES = "https://fhir.example.org/supportive-care/CodeSystem/";

  /** Columns of the table by the profile whose weights they hold. */
  private static final Map<String, String> WEIGHTS =
      Map.of(
          "w_adult_labour", "adult-labour",
          "w_child_labour", "child-labour",
          "w_adult_sexual", "adult-sexual");

  private static final Map<Character, String> STRENGTHS =
      Map.of('S', "strong", 'M', "medium", 'W', "weak");

  private final CodeSystem published =
      TerminologyCatalog.load().codeSystems().stream()
          .filter(system -> system.getUrl().equals(CODES + "sc-indicators"))
          .findFirst()
          .orElseThrow();

  @Test
  void everyPropertyOfEverySignIsWhatTheTableSays() {
    List<Map<String, String>> table = table();

    assertThat(table).hasSize(123);
    assertThat(published.getConcept())
        .extracting(ConceptDefinitionComponent::getCode)
        .containsExactlyElementsOf(table.stream().map(row -> row.get("code")).toList());
    for (Map<String, String> row : table) {
      ConceptDefinitionComponent concept = concept(row.get("code"));
      assertThat(concept.getDisplay()).isEqualTo(row.get("display_en"));
      assertThat(concept.getProperty())
          .extracting(IndicatorPropertiesTest::said)
          .as(row.get("code"))
          .containsExactlyInAnyOrderElementsOf(expected(row));
    }
  }

  private static List<String> expected(Map<String, String> row) {
    List<String> expected = new ArrayList<>();
    expected.add("dimension=" + CODES + "sc-dimension#" + row.get("category"));
    expected.add("phase=" + row.get("phase"));
    expected.add("role=" + row.get("scoring_role"));
    expected.add("evidence=" + row.get("evidence"));
    expected.add("source=" + row.get("source"));
    List<String> forms = Arrays.asList(row.get("form").split("\\|"));
    if (!forms.contains("any")) {
      forms.forEach(form -> expected.add("form=" + CODES + "sc-form#" + form));
    }
    WEIGHTS.forEach(
        (column, profile) -> {
          String cell = row.get(column);
          if (!cell.isEmpty()) {
            expected.add("weight-%s=%s".formatted(profile, STRENGTHS.get(cell.charAt(0))));
          }
          if (cell.endsWith("?")) {
            expected.add("weight-%s-experimental=true".formatted(profile));
          }
        });
    return expected;
  }

  /** Fails when a weight is lost or added anywhere, in the table as well. */
  @Test
  void weightsAreAsManyAsTheirSourcesGive() {
    assertThat(counted("weight-adult-labour"))
        .isEqualTo(Map.of("strong", 7L, "medium", 53L, "weak", 7L));
    assertThat(counted("weight-child-labour")).isEqualTo(Map.of("strong", 15L, "medium", 50L));
    assertThat(counted("weight-adult-sexual"))
        .isEqualTo(Map.of("strong", 7L, "medium", 37L, "weak", 4L));
    assertThat(counted("weight-adult-sexual-experimental")).isEqualTo(Map.of("true", 47L));
    assertThat(counted("weight-adult-labour-experimental")).isEmpty();
    assertThat(counted("weight-child-labour-experimental")).isEmpty();
    assertThat(counted("role"))
        .isEqualTo(Map.of("delphi", 67L, "supporting", 53L, "safety-flag", 3L));
  }

  private Map<String, Long> counted(String property) {
    return properties()
        .filter(one -> one.getCode().equals(property))
        .map(IndicatorPropertiesTest::said)
        .map(said -> said.substring(said.indexOf('=') + 1))
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  @Test
  void everyPropertyIsDeclaredOnceAndSaysWhatItIs() {
    List<String> declared =
        published.getProperty().stream().map(PropertyComponent::getCode).toList();

    assertThat(declared).doesNotHaveDuplicates();
    assertThat(properties().map(ConceptPropertyComponent::getCode)).isSubsetOf(declared);
    assertThat(published.getProperty())
        .allMatch(property -> property.hasType() && property.hasDescription());
  }

  private Stream<ConceptPropertyComponent> properties() {
    return published.getConcept().stream().flatMap(concept -> concept.getProperty().stream());
  }

  private ConceptDefinitionComponent concept(String code) {
    return published.getConcept().stream()
        .filter(concept -> concept.getCode().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static String said(ConceptPropertyComponent property) {
    String value =
        property.getValue() instanceof Coding coding
            ? coding.getSystem() + "#" + coding.getCode()
            : property.getValue().primitiveValue();
    return property.getCode() + "=" + value;
  }

  private static List<Map<String, String>> table() {
    try (InputStream in = IndicatorPropertiesTest.class.getResourceAsStream("indicators.tsv");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String[]> lines = reader.lines().map(line -> line.split("\t", -1)).toList();
      String[] columns = lines.get(0);
      return lines.stream()
          .skip(1)
          .map(
              cells ->
                  IntStream.range(0, columns.length)
                      .boxed()
                      .collect(Collectors.toMap(i -> columns[i], i -> cells[i])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
