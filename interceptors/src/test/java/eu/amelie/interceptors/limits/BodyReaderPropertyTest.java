/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import static eu.amelie.interceptors.Seed.SEED;
import static eu.amelie.interceptors.limits.Bodies.CONTEXT;
import static eu.amelie.interceptors.limits.Bodies.READER;
import static eu.amelie.interceptors.limits.Bodies.assertHolds;
import static eu.amelie.interceptors.limits.Bodies.json;
import static eu.amelie.interceptors.limits.Bodies.tree;
import static eu.amelie.interceptors.limits.Bodies.xml;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.Outcomes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hl7.fhir.r4.model.Resource;

class BodyReaderPropertyTest {
  private static final TypeCatalog CATALOG = new TypeCatalog(CONTEXT);

  @Property(tries = 300, seed = SEED)
  void aValidResourceKeepsAllItHolds(@ForAll("types") String type, @ForAll long seed) {
    String json = valid(type, seed);

    assertHolds(json(json), json);
  }

  @Property(tries = 150, seed = SEED)
  void xmlAndJsonOfOneResourceReadAlike(@ForAll("types") String type, @ForAll long seed) {
    String json = valid(type, seed);

    assertHolds(xml(new XmlOf(CATALOG).of(tree(json))), json);
  }

  /** Whatever becomes of a body: it is refused, or kept to the last value. */
  @Property(tries = 800, seed = SEED)
  void aBodyWithDamagedBytesIsRefusedOrKeptWhole(@ForAll("types") String type, @ForAll long seed) {
    byte[] valid = valid(type, seed).getBytes(StandardCharsets.UTF_8);

    assertRefusedOrKeptWhole(new Damage(seed).ofBytes(valid));
  }

  @Property(tries = 1200, seed = SEED)
  void aBodyWithDamagedElementsIsRefusedOrKeptWhole(
      @ForAll("types") String type, @ForAll long seed) {
    String damaged =
        new Damage(seed).ofTree(new RandomBodies(CATALOG, seed).resource(type)).toString();

    assertRefusedOrKeptWhole(damaged.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 500, seed = SEED)
  void aDamagedXmlBodyIsReadOrRefused(@ForAll("types") String type, @ForAll long seed) {
    String xml = new XmlOf(CATALOG).of(tree(valid(type, seed)));

    readOrRefused(new Damage(seed).ofBytes(xml.getBytes(StandardCharsets.UTF_8)), Bodies.XML);
  }

  @Property(tries = 300, seed = SEED)
  void anyBytesAreReadOrRefused(@ForAll byte[] body) {
    readOrRefused(body, Bodies.JSON);
    readOrRefused(body, Bodies.XML);
    readOrRefused(Bodies.gzip(body), Bodies.JSON);
  }

  @Property(tries = 300, seed = SEED)
  void anyHeadersAreReadOrRefused(@ForAll String contentType, @ForAll String contentEncoding) {
    byte[] body = "{\"resourceType\":\"Patient\"}".getBytes(StandardCharsets.UTF_8);
    try {
      READER.read(new ByteArrayInputStream(body), contentType, contentEncoding);
    } catch (ExchangeException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED);
    }
  }

  private static void assertRefusedOrKeptWhole(byte[] body) {
    Resource read = readOrRefused(body, Bodies.JSON);
    if (read != null) {
      assertHolds(read, new String(body, StandardCharsets.UTF_8));
    }
  }

  private static Resource readOrRefused(byte[] body, String type) {
    try {
      return READER.read(new ByteArrayInputStream(body), type, null);
    } catch (ExchangeException e) {
      assertThat(e.code()).isIn(ErrorCode.MALFORMED, ErrorCode.LIMIT_EXCEEDED);
      assertThat(e).hasNoCause();
      String said = CONTEXT.newJsonParser().encodeResourceToString(Outcomes.of(e));
      assertThat(said).doesNotContain("eedle");
      return null;
    }
  }

  private static String valid(String type, long seed) {
    return new RandomBodies(CATALOG, seed).resource(type).toString();
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(CONTEXT.getResourceTypes().stream().sorted().toList());
  }
}
