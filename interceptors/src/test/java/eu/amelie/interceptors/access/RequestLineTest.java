/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.access.Interaction.Operation;
import eu.amelie.interceptors.access.Interaction.Operation.Level;
import eu.amelie.interceptors.disclosure.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLineTest {

  static Stream<Arguments> everyInteractionOfFhir() {
    return Stream.of(
        Arguments.of("GET /metadata", new Interaction.Capabilities()),
        Arguments.of("HEAD /metadata", new Interaction.Capabilities()),
        Arguments.of("POST ", new Interaction.BundlePost(Optional.empty())),
        Arguments.of("POST /", new Interaction.BundlePost(Optional.empty())),
        Arguments.of("GET ?_page=q1w2", new Interaction.Page("q1w2")),
        Arguments.of("GET ?name=x", new Interaction.SearchOfSystem()),
        Arguments.of("POST /_search", new Interaction.SearchOfSystem()),
        Arguments.of("GET /_history", new Interaction.HistoryOfSystem()),
        Arguments.of("GET /Task", new Interaction.SearchOfType("Task", false)),
        Arguments.of("GET /Task?status=requested", new Interaction.SearchOfType("Task", false)),
        Arguments.of("POST /Task/_search", new Interaction.SearchOfType("Task", true)),
        Arguments.of("POST /Task", new Interaction.Create("Task")),
        Arguments.of("PUT /Task?status=x", new Interaction.ConditionalWrite("PUT", "Task")),
        Arguments.of("PATCH /Task", new Interaction.ConditionalWrite("PATCH", "Task")),
        Arguments.of("DELETE /Task", new Interaction.ConditionalWrite("DELETE", "Task")),
        Arguments.of("GET /Task/_history", new Interaction.HistoryOfType("Task")),
        Arguments.of("GET /Task/a-1.b", new Interaction.Read("Task", "a-1.b")),
        Arguments.of("HEAD /Task/a", new Interaction.Read("Task", "a")),
        Arguments.of("PUT /Task/a", new Interaction.Update("Task", "a")),
        Arguments.of("PATCH /Task/a", new Interaction.Patch("Task", "a")),
        Arguments.of("DELETE /Task/a", new Interaction.Delete("Task", "a")),
        Arguments.of("GET /Task/a/_history", new Interaction.HistoryOfInstance("Task", "a")),
        Arguments.of("GET /Task/a/_history/3", new Interaction.VersionRead("Task", "a", "3")),
        Arguments.of(
            "GET /Patient/a/Observation", new Interaction.SearchOfCompartment("Patient", "a")),
        Arguments.of("GET /Patient/a/*", new Interaction.SearchOfCompartment("Patient", "a")),
        Arguments.of(
            "POST /$evaluate-consent",
            new Operation(
                Level.SYSTEM, Optional.empty(), Optional.empty(), "evaluate-consent", true)),
        Arguments.of(
            "POST /Observation/%24assess",
            new Operation(
                Level.TYPE, Optional.of("Observation"), Optional.empty(), "assess", true)),
        Arguments.of(
            "GET /Patient/a/$everything",
            new Operation(
                Level.INSTANCE, Optional.of("Patient"), Optional.of("a"), "everything", false)),
        Arguments.of(
            "GET /Patient/a/_history/1/$meta",
            new Operation(Level.VERSION, Optional.of("Patient"), Optional.of("a"), "meta", false)));
  }

  @ParameterizedTest
  @MethodSource("everyInteractionOfFhir")
  void aRequestOfFhirIsReadAsWhatItAsksFor(String line, Interaction interaction) {
    assertThat(Calls.call(line).interaction()).isEqualTo(interaction);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /Patient/..%2fTask",
        "GET /Patient/../Task",
        "GET /Patient/%2e%2e/Task",
        "GET /Patient/.",
        "GET /Patient/%2E",
        "GET /Patient%2F1",
        "GET /Patient/a%5Cb",
        "GET /Patient/a%00",
        "GET /Patient?_id=%00",
        "GET /Patient;v=1",
        "GET /Patient/a;jsessionid=1",
        "GET /Patient/a%3Bb",
        "GET /Patient/a%253Bb",
        "GET /Patient/a%3F_id=1",
        "GET /Patient/a%23b",
        "GET //Patient",
        "GET /Patient//a",
        "GET /Patient/",
        "GET Patient/a",
        "GET /Patient/a%",
        "GET /Patient/a%4",
        "GET /Patient/a%zz",
        "GET /Patient/a b",
        "GET /Patient/%C0%AF",
        "GET /Patient/%ED%A0%80",
        "POST /Patient?_method=DELETE",
        "POST /Patient?_METHOD=DELETE"
      })
  void hardening11AnAddressThatTwoLayersCouldReadDifferentlyIs400(String line) {
    assertRejected(Calls.read(line), ErrorCode.MALFORMED, line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TRACE /Patient/a",
        "OPTIONS /Patient",
        "CONNECT /metadata",
        "get /Patient/a",
        "PROPFIND /Patient",
        "POST /Patient/a",
        "PUT /metadata",
        "PUT /",
        "DELETE /",
        "GET /Patient/_search",
        "PUT /Patient/a/_history",
        "DELETE /Patient/a/_history/1",
        "PUT /Patient/a/$everything",
        "HEAD /Patient",
        "HEAD /Patient/a/$everything"
      })
  void hardening11AMethodThatIsNotOfferedIs405(String line) {
    assertRejected(Calls.read(line), ErrorCode.METHOD_NOT_ALLOWED, line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /Unknown/a",
        "GET /patient/a",
        "GET /Unknown",
        "POST /Unknown",
        "GET /*",
        "GET /Patient/a_b",
        "GET /Patient/0123456789012345678901234567890123456789012345678901234567890123456789",
        "GET /Patient/a/b/c/d/e",
        "GET /Patient/a/name",
        "GET /$",
        "GET /$a_b",
        "GET ?_page=a%20b",
        "GET ?_page=a&_page=b"
      })
  void whatCannotBeThereIs404(String line) {
    assertRejected(Calls.read(line), ErrorCode.NOT_FOUND, line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /Patient/a%0d%0aSet-Cookie:x",
        "GET /Patient/a%0A",
        "GET /Task?status=requested%0d%0aX-Header:1",
        "GET /Task?sta%0atus=requested",
        "GET /Task?status=%E2%80%A8x",
        "GET /Task?status=%C2%85x",
        "GET ?_page=a%0d"
      })
  void hardening18LineBreaksInIdsCodesAndAddressesAre400(String line) {
    assertRejected(Calls.read(line), ErrorCode.MALFORMED, line);
  }

  @Test
  void hardening18ALineBreakInAConditionIs400() {
    assertRejected(
        Calls.read("PUT /Task/a", "", Map.of("If-Match", List.of("W/\"1\"\r\nX: y"))),
        ErrorCode.MALFORMED,
        "If-Match");
  }

  @Test
  void hardening9AnUrlOverEightKibibytesIs414AndOneBelowIsRead() {
    String fits = "GET /Task?status=" + "a".repeat(8 * 1024 - "/Task?status=".length());

    assertThat(Calls.read(fits)).isInstanceOf(Reading.Understood.class);
    assertRejected(Calls.read(fits + "a"), ErrorCode.URI_TOO_LONG, "one more");
    assertRejected(
        Calls.read("GET /Task?status=" + "a".repeat(10_000)), ErrorCode.URI_TOO_LONG, "10,000");
  }

  @Test
  void hardening9AnOrListOfAHundredIsReadAndOfOneMoreIs400() {
    String hundred = "GET /Task?status=" + "a,".repeat(99) + "a";

    assertThat(Calls.read(hundred)).isInstanceOf(Reading.Understood.class);
    assertRejected(Calls.read(hundred + ",a"), ErrorCode.MALFORMED, "101");
    assertRejected(
        Calls.read("POST /Task/_search", "status=" + "a,".repeat(599) + "a", Map.of()),
        ErrorCode.MALFORMED,
        "600");
  }

  @Test
  void hardening9ManyParametersAre400AndALargeFormIs413() {
    assertRejected(Calls.read("GET /Task?" + "status=a&".repeat(101)), ErrorCode.MALFORMED, "101");
    assertRejected(
        Calls.read("POST /Task/_search", "status=" + "a".repeat(70_000), Map.of()),
        ErrorCode.LIMIT_EXCEEDED,
        "70,000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override",
        "x-http-method",
        "X-Method-Override",
        "X-Upsert-Extistence-Check",
        "X-Rewrite-History",
        "X-Meta-Snapshot-Mode",
        "X-Cascade",
        "X-Transaction-Semantics",
        "X-Retry-On-Version-Conflict",
        "X-Request-Partition-IDs",
        "content-location"
      })
  void hardening11AHeaderThatWouldChangeMethodOrStoreIs400(String header) {
    assertRejected(
        Calls.read("GET /Task/a", "", Map.of(header, List.of("x"))), ErrorCode.MALFORMED, header);
  }

  @Test
  void conditionsAreSurfacedWhateverTheCaseOfTheirHeaders() {
    Conditions conditions =
        Calls.read(
                "PUT /Task/a",
                "",
                Map.of(
                    "if-MATCH", List.of("W/\"7\""),
                    "If-None-Match", List.of("*"),
                    "If-Modified-Since", List.of("Tue, 24 Nov 2026 00:00:00 GMT"),
                    "If-None-Exist", List.of("identifier=1"),
                    "Accept", List.of("application/fhir+json")))
            .orThrow()
            .conditions();

    assertThat(conditions.ifMatch()).contains("W/\"7\"");
    assertThat(conditions.ifNoneMatch()).contains("*");
    assertThat(conditions.ifModifiedSince()).contains("Tue, 24 Nov 2026 00:00:00 GMT");
    assertThat(conditions.ifNoneExist()).contains("identifier=1");
    assertThat(Calls.call("PUT /Task/a").conditions()).isEqualTo(Conditions.NONE);
  }

  @Test
  void aConditionSentTwiceIs400() {
    assertRejected(
        Calls.read("PUT /Task/a", "", Map.of("If-Match", List.of("W/\"1\"", "W/\"2\""))),
        ErrorCode.MALFORMED,
        "list");
    assertRejected(
        Calls.read("PUT /Task/a", "", Map.of("If-Match", List.of("1"), "IF-MATCH", List.of("2"))),
        ErrorCode.MALFORMED,
        "two cases");
  }

  @Test
  void parametersAreDecodedOnceAndSplitFromTheirModifiers() {
    FhirCall call = Calls.call("GET /Patient?identifier%3Anot=a%252Cb+c&_has:Task:patient:code=x");

    assertThat(call.parameters())
        .containsExactly(
            new QueryParameter("identifier", Optional.of("not"), "a%2Cb c", true),
            new QueryParameter("_has", Optional.of("Task:patient:code"), "x", true));
  }

  @Test
  void aFormIsReadForSearchesAndRefusedElsewhere() {
    FhirCall call =
        Calls.read("POST /Task/_search?_count=1", "status=requested", Map.of()).orThrow();

    assertThat(call.parameters())
        .containsExactly(
            new QueryParameter("_count", Optional.empty(), "1", true),
            new QueryParameter("status", Optional.empty(), "requested", false));
    assertRejected(
        Calls.read("POST /Patient/a/$everything", "_type=Task", Map.of()),
        ErrorCode.MALFORMED,
        "operation");
    assertRejected(Calls.read("POST /Task", "status=x", Map.of()), ErrorCode.MALFORMED, "create");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /Task?status=", "GET /Task?status", "GET /Task?=x", "GET /Task?%20=x"})
  void aParameterWithoutNameOrValueIs400(String line) {
    assertRejected(Calls.read(line), ErrorCode.MALFORMED, line);
  }

  @Test
  void whatWasReadPrintsNoValue() {
    FhirCall call =
        Calls.read(
                "GET /Patient?identifier=Fictional-Number-1",
                "",
                Map.of("If-None-Exist", List.of("identifier=Fictional-Number-1")))
            .orThrow();

    assertThat(call.toString()).contains("identifier").doesNotContain("Fictional");
  }

  private static void assertRejected(Reading reading, ErrorCode code, String what) {
    assertThat(reading).as(what).isInstanceOf(Reading.Rejected.class);
    assertThat(((Reading.Rejected) reading).code()).as(what).isEqualTo(code);
  }
}
