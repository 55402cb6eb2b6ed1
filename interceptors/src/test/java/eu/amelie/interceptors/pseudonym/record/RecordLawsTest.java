/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.amelie.interceptors.consent.IdentityLabel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;

class RecordLawsTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final RecordShapes SHAPES = RecordShapes.load(CONTEXT, RandomResources::knows);
  private static final JsonMapper JSON = new JsonMapper();

  @Property(tries = 400, seed = SEED)
  void joinOfSplitIsTheOriginal(@ForAll("types") String type, @ForAll long seed) throws Exception {
    Resource original = new RandomResources(CONTEXT, seed).parsed(type);
    Split split = SHAPES.split(original);

    assertSame(SHAPES.join(split.record(), split.identity()), original);
    assertSame(SHAPES.join(stored(split.record()), split.identity()), original);
  }

  @Property(tries = 400, seed = SEED)
  void e2ToE5TheRecordHoldsNothingOffTheList(@ForAll("types") String type, @ForAll long seed) {
    Resource original = new RandomResources(CONTEXT, seed).parsed(type);
    Split split = SHAPES.split(original);
    String record = text(split.record());

    assertThat(record).doesNotContain(RandomResources.NEEDLE);
    assertThat(record).doesNotContain("TmVlZGxl");
    if (!Set.of("Consent", "Task").contains(type)) {
      assertThat(record).doesNotContain(RandomResources.TIME);
    }
    assertThat(SHAPES.offList(split.record())).isEmpty();
  }

  @Property(tries = 200, seed = SEED)
  void inputsStayAsTheyWere(@ForAll("types") String type, @ForAll long seed) {
    Resource original = new RandomResources(CONTEXT, seed).parsed(type);
    String before = text(original);
    Split split = SHAPES.split(original);
    String record = text(split.record());
    SHAPES.join(split.record(), split.identity());

    assertThat(text(original)).isEqualTo(before);
    assertThat(text(split.record())).isEqualTo(record);
  }

  @Property(tries = 300, seed = SEED)
  void whenOnlySomeLabelsAreJoinedThenTheOthersAreWhatIsMissing(
      @ForAll("types") String type, @ForAll long seed, @ForAll Set<IdentityLabel> released)
      throws Exception {
    Resource original = new RandomResources(CONTEXT, seed).parsed(type);
    Split split = SHAPES.split(original);
    List<IdentityElement> given = new ArrayList<>(split.identity());
    given.removeIf(element -> !released.contains(element.label()));

    IBaseResource partial = SHAPES.join(stored(split.record()), given);

    List<String> shown = needles(partial);
    List<String> all = needles(original);
    for (String path : all) {
      if (!shown.isEmpty() && shown.get(0).equals(path)) {
        shown.remove(0);
      }
    }
    assertThat(shown).as("not in the original, or not in its order").isEmpty();
    if (released.equals(EnumSet.allOf(IdentityLabel.class))) {
      assertSame(partial, original);
    }
    if (released.isEmpty()) {
      assertThat(needles(partial)).isEmpty();
    }
  }

  private static void assertSame(IBaseResource actual, IBaseResource expected) throws Exception {
    if (!json(actual).equals(json(expected))) {
      assertThat(leaves(json(actual))).containsExactlyElementsOf(leaves(json(expected)));
    }
    assertThat(json(actual)).isEqualTo(json(expected));
  }

  private static List<String> needles(IBaseResource resource) throws Exception {
    List<String> leaves = leaves(json(resource));
    leaves.removeIf(leaf -> !leaf.contains(RandomResources.NEEDLE));
    return leaves;
  }

  private static List<String> leaves(JsonNode node) {
    List<String> leaves = new ArrayList<>();
    collect(node, "", leaves);
    return leaves;
  }

  private static void collect(JsonNode node, String at, List<String> leaves) {
    if (node.isValueNode()) {
      leaves.add(at + "=" + node.asText());
    }
    node.properties()
        .forEach(field -> collect(field.getValue(), at + "." + field.getKey(), leaves));
    if (node.isArray()) {
      node.forEach(item -> collect(item, at, leaves));
    }
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(SHAPES.types());
  }

  private static IBaseResource stored(IBaseResource record) {
    return CONTEXT.newJsonParser().parseResource(text(record));
  }

  private static String text(IBaseResource resource) {
    return CONTEXT.newJsonParser().encodeResourceToString(resource);
  }

  private static JsonNode json(IBaseResource resource) throws Exception {
    return JSON.readTree(text(resource));
  }
}
