/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import static eu.amelie.interceptors.Seed.SEED;
import static eu.amelie.interceptors.limits.Bodies.CONTEXT;
import static eu.amelie.interceptors.limits.Bodies.assertHolds;
import static eu.amelie.interceptors.limits.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.Outcomes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hl7.fhir.r4.model.Resource;

class JsonPatchesPropertyTest {
  private static final TypeCatalog CATALOG = new TypeCatalog(CONTEXT);
  private static final JsonPatches PATCHES = new JsonPatches(CONTEXT, BodyLimits.DEFAULT);
  private static final List<String> OPERATIONS =
      List.of("add", "remove", "replace", "move", "copy", "test");

  @Property(tries = 400, seed = SEED)
  void anyPatchIsAppliedOrRefused(@ForAll("types") String type, @ForAll long seed) {
    ObjectNode body = new RandomBodies(CATALOG, seed).resource(type);
    Resource resource = json(body.toString());
    SplittableRandom random = new SplittableRandom(seed);
    ArrayNode patch = JsonTree.NODES.arrayNode();
    List<String> paths = new ArrayList<>();
    List<JsonNode> values = new ArrayList<>();
    collect(body, "", paths, values);
    for (int i = 0; i <= random.nextInt(4); i++) {
      ObjectNode operation = patch.addObject();
      operation.put("op", OPERATIONS.get(random.nextInt(OPERATIONS.size())));
      operation.put("path", path(paths, random));
      operation.put("from", path(paths, random));
      operation.set("value", values.get(random.nextInt(values.size())));
    }

    appliedOrRefused(patch.toString(), resource);

    assertHolds(resource, body.toString());
  }

  @Property(tries = 300, seed = SEED)
  void anyBytesAreAPatchOrRefused(@ForAll byte[] body) {
    appliedOrRefused(new String(body, StandardCharsets.UTF_8), json("{\"resourceType\":\"Task\"}"));
  }

  private static void appliedOrRefused(String patch, Resource resource) {
    try {
      byte[] body = patch.getBytes(StandardCharsets.UTF_8);
      Patch read =
          PATCHES.read(new ByteArrayInputStream(body), "application/json-patch+json", null);
      Resource patched = PATCHES.apply(read, resource);
      assertThat(patched.fhirType()).isEqualTo(resource.fhirType());
      assertThat(patched.getIdElement().getIdPart()).isEqualTo(resource.getIdElement().getIdPart());
    } catch (ExchangeException e) {
      assertThat(e.code())
          .isIn(ErrorCode.MALFORMED, ErrorCode.PROFILE_VIOLATION, ErrorCode.LIMIT_EXCEEDED);
      assertThat(e).hasNoCause();
      assertThat(CONTEXT.newJsonParser().encodeResourceToString(Outcomes.of(e)))
          .doesNotContain("eedle");
    }
  }

  private static String path(List<String> paths, SplittableRandom random) {
    String path = paths.get(random.nextInt(paths.size()));
    return switch (random.nextInt(8)) {
      case 0 -> path + "/-";
      case 1 -> path + "/0";
      case 2 -> path + "/extension";
      case 3 -> path + "/Ñeedle";
      default -> path;
    };
  }

  private static void collect(JsonNode node, String at, List<String> paths, List<JsonNode> values) {
    paths.add(at);
    values.add(node);
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      collect(node.get(name), at + "/" + name, paths, values);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), at + "/" + i, paths, values);
    }
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(CONTEXT.getResourceTypes().stream().sorted().toList());
  }
}
