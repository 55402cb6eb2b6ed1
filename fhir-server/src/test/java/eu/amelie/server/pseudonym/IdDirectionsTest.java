/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Ids in both directions, wherever one can stand. Inward: an id of nobody's, one that is another
 * organisation's and the internal one are the same to the byte. Outward: every id that a party is
 * given works for that party and for nobody else.
 */
@ExchangeServer
class IdDirectionsTest {
  private static final String JSON = "application/fhir+json";
  private static final String XML = "application/fhir+xml";
  private static final Pattern ID =
      Pattern.compile("\\b([A-Z][A-Za-z]+)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  private Case story;
  private FhirClient service;
  private final Map<String, Map<String, String>> strangers = new TreeMap<>();

  /** What the service must not be able to tell apart, by resource type. */
  @BeforeEach
  void submit() {
    story = Case.submit(port).accepted();
    service = story.service();
    for (String type : List.of("Patient", "Task", "Observation", "Consent", "ServiceRequest")) {
      Map<String, String> ids = new LinkedHashMap<>();
      ids.put("random", UUID.randomUUID().toString());
      ids.put("foreign", story.id(type));
      ids.put(
          "internal",
          jdbc.sql(
                  """
                  select id::text from exchange.case_item
                   where type = :type order by created desc limit 1
                  """)
              .param("type", type)
              .query(String.class)
              .single());
      strangers.put(type, ids);
    }
  }

  private void assertAlike(
      String type, String expected, java.util.function.Function<String, Answer> call) {
    Map<String, String> answers = new TreeMap<>();
    strangers
        .get(type)
        .forEach(
            (kind, id) -> {
              Answer answer = call.apply(id);
              Map<String, List<String>> headers = new TreeMap<>(answer.raw().headers().map());
              List.of("date", "x-request-id", "content-length", "expires").forEach(headers::remove);
              String whole = answer.status() + " " + answer.body() + " " + headers;
              answers.put(kind, whole.replace(id, "ID"));
            });
    assertThat(Set.copyOf(answers.values())).as(answers.toString()).hasSize(1);
    assertThat(answers.get("random")).startsWith(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, Patient, /fhir/Patient/%s",
    "HEAD, Patient, /fhir/Patient/%s",
    "GET, Task, /fhir/Task/%s",
    "GET, Observation, /fhir/Observation/%s",
    "GET, Patient, /fhir/Patient/%s/_history",
    "GET, Patient, /fhir/Patient/%s/_history/1",
    "GET, Task, /fhir/Task/%s/_history/1",
    "GET, Patient, /fhir/Patient/%s/$everything",
    "POST, Consent, /fhir/Consent/%s/$withdraw"
  })
  void anAddressOfNothingOfMineIs404(String method, String type, String path) {
    assertAlike(
        type,
        "404",
        id ->
            method.equals("POST")
                ? service.post(path.formatted(id), new org.hl7.fhir.r4.model.Parameters())
                : service.send(method, path.formatted(id), null, null));
    assertAlike(
        type,
        "404",
        id ->
            method.equals("POST")
                ? service.post(
                    path.formatted(id),
                    "<Parameters xmlns=\"http://hl7.org/fhir\"/>",
                    XML,
                    "Accept",
                    XML)
                : service.send(method, path.formatted(id), null, null, "Accept", XML));
  }

  @ParameterizedTest
  @ValueSource(strings = {"If-None-Match", "If-Modified-Since"})
  void aConditionOnNothingOfMineIs404(String header) {
    String value = header.equals("If-None-Match") ? "W/\"1\"" : "Wed, 25 Nov 2026 00:00:00 GMT";
    assertAlike("Patient", "404", id -> service.get("/fhir/Patient/" + id, header, value));
  }

  @ParameterizedTest
  @CsvSource({
    "Task, Task, _id=%s",
    "Patient, Task, patient=%s",
    "Patient, Task, patient=Patient/%s",
    "ServiceRequest, Task, focus=%s",
    "ServiceRequest, Task, focus=ServiceRequest/%s",
    "Patient, Observation, patient=%s",
    "Patient, Patient, _id=%s",
    "Consent, Consent, _id=%s"
  })
  void aSearchForNothingOfMineFindsNothing(String type, String searched, String query) {
    assertAlike(
        type,
        "200",
        id -> service.get("/fhir/" + searched + "?_total=accurate&" + query.formatted(id)));
    assertAlike(type, "200", id -> service.search(searched, query.formatted(id)));
    assertAlike(
        type,
        "200",
        id -> service.get("/fhir/" + searched + "?_format=xml&" + query.formatted(id)));
    String id = strangers.get(type).get("internal");
    assertThat(service.search(searched, query.formatted(id)).entries(Task.class)).isEmpty();
  }

  @Test
  void writesToNothingOfMineAre404() {
    Task mine = story.task();
    String etag = "W/\"" + mine.getMeta().getVersionId() + "\"";
    assertAlike("Task", "404", id -> service.put((Task) mine.copy().setId(id), etag));
    assertAlike(
        "Task",
        "404",
        id ->
            service.patch(
                "/fhir/Task/" + id,
                "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"in-progress\"}]",
                etag));
    assertAlike(
        "Task",
        "404",
        id ->
            service.send(
                "PUT",
                "/fhir/Task/" + id,
                ca.uhn.fhir.context.FhirContext.forR4Cached()
                    .newXmlParser()
                    .encodeResourceToString((Task) mine.copy().setId(id)),
                XML,
                "If-Match",
                etag,
                "Accept",
                XML));
  }

  @Test
  void referencesToNothingOfMineAre404InEveryBody() {
    String json =
        """
        {"resourceType":"Observation","status":"final","code":{"coding":[{"system":\
        "http://loinc.org","code":"8867-4"}]},"subject":{"reference":"Patient/%s"}}""";
    String xml =
        """
        <Observation xmlns="http://hl7.org/fhir"><status value="final"/><code><coding><system \
        value="http://loinc.org"/><code value="8867-4"/></coding></code><subject><reference \
        value="Patient/%s"/></subject></Observation>""";
    assertAlike(
        "Patient", "404", id -> service.post("/fhir/Observation", json.formatted(id), JSON));
    assertAlike(
        "Patient",
        "404",
        id -> service.post("/fhir/Observation", xml.formatted(id), XML, "Accept", XML));
    assertAlike(
        "Patient", "404", id -> inBundle("transaction", json.formatted(id), "POST", "Observation"));
    Task mine = story.task();
    assertAlike(
        "Observation",
        "404",
        id ->
            service.patch(
                "/fhir/Task/" + mine.getIdPart(),
                """
                [{"op":"add","path":"/output","value":[{"type":{"text":"x"},\
                "valueReference":{"reference":"Observation/%s"}}]}]"""
                    .formatted(id),
                "W/\"" + mine.getMeta().getVersionId() + "\""));
  }

  private Answer inBundle(String kind, String resource, String method, String url) {
    String ifMatch = method.equals("PUT") ? ",\"ifMatch\":\"W/\\\"1\\\"\"" : "";
    String body = resource == null ? "" : "\"resource\":" + resource + ",";
    return service.post(
        "/fhir",
        """
        {"resourceType":"Bundle","type":"%s","entry":[{%s"request":{"method":"%s","url":"%s"%s}}]}"""
            .formatted(kind, body, method, url, ifMatch),
        JSON);
  }

  @Test
  void entriesOfABatchAreAsSingleCalls() {
    for (String url :
        List.of(
            "Patient/%s",
            "Patient/%s/_history/1",
            "Patient/%s/$everything",
            "Task?patient=%s",
            "Patient?_id=%s")) {
      assertAlike("Patient", "200", id -> inBundle("batch", null, "GET", url.formatted(id)));
    }
    String task = FhirClient.json(story.task()).replace(story.task().getIdPart(), "%s");
    assertAlike(
        "Task", "200", id -> inBundle("batch", task.replace("%s", id), "PUT", "Task/" + id));
    assertAlike(
        "Task", "404", id -> inBundle("transaction", task.replace("%s", id), "PUT", "Task/" + id));
  }

  @Test
  void aPageOfNobodysIsNotThere() {
    assertAlike("Patient", "404", id -> service.get("/fhir?_page=" + id));
  }

  /** Bodies in both formats, links, fullUrls, Location and ETag: internal ids are watched for. */
  @Test
  void everyIdThatLeavesIsItsReadersOwn() {
    Set<String> ids = new TreeSet<>();
    for (String format : List.of(JSON, XML)) {
      for (String path :
          List.of(
              "/fhir/Patient/" + story.person() + "/$everything?_count=200",
              "/fhir/Task?_id=" + story.task().getIdPart() + "&_include=Task:focus",
              "/fhir/Observation?_count=2&patient=" + story.person())) {
        Answer answer = service.get(path, "Accept", format);
        assertThat(answer.status()).isEqualTo(200);
        collect(answer, ids);
      }
    }
    assertThat(ids).hasSizeGreaterThan(8);
    for (String id : ids) {
      assertThat(service.get("/fhir/" + id).status()).as(id).isEqualTo(200);
      assertThat(story.hospital().get("/fhir/" + id).status()).as(id).isEqualTo(404);
    }
  }

  @Test
  void theAddressOfWhatWasCreatedIsItsCreatorsOwn() {
    Answer created =
        story
            .hospital()
            .post(
                "/fhir/Observation",
                """
                {"resourceType":"Observation","status":"final","code":{"coding":[{"system":\
                "http://loinc.org","code":"8867-4"}]},"subject":{"reference":"Patient/%s"}}"""
                    .formatted(story.id("Patient")),
                JSON,
                "Prefer",
                "return=representation");
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    Set<String> ids = new TreeSet<>();
    collect(created, ids);

    assertThat(created.header("Location")).matches(".*/fhir/Observation/[0-9a-f-]{36}/_history/1");
    assertThat(ids).hasSize(2);
    for (String id : ids) {
      assertThat(story.hospital().get("/fhir/" + id).status()).as(id).isEqualTo(200);
      assertThat(service.get("/fhir/" + id).status()).as(id).isEqualTo(404);
    }
  }

  private static void collect(Answer answer, Set<String> ids) {
    Matcher matcher = ID.matcher(answer.body() + answer.raw().headers().map());
    while (matcher.find()) {
      ids.add(matcher.group());
    }
  }
}
