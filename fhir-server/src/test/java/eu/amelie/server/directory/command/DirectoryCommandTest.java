/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import eu.amelie.server.testing.SameSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The command beside a running server, as somebody at its machine types it. */
@ExchangeServer
@ExtendWith(SameSettings.class)
class DirectoryCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NEW = "demo-house-acacia";
  private static final String MARK =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-confidential-address";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int directory(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] all = new String[arguments.length + 1];
    all[0] = "directory";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return DirectoryCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }

  private String file(String name, String type, String... entries) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(
        file,
        "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[%s]}"
            .formatted(type, String.join(",", entries)));
    return file.toString();
  }

  private static String entry(String resource) {
    return "{\"resource\":" + resource + "}";
  }

  private static String organisation(boolean active) {
    return """
        {"resourceType":"Organization","id":"%s","active":%s,"name":"Demo House Acacia",
         "address":[{"country":"BE"}],"endpoint":[{"reference":"Endpoint/%s-online"}]}
        """
        .formatted(NEW, active, NEW);
  }

  private static String place() {
    return """
        {"resourceType":"Location","id":"%s-place","status":"active","name":"Demo House Acacia",
         "extension":[{"url":"%s","valueBoolean":true}],"address":{"country":"BE"},
         "managingOrganization":{"reference":"Organization/%s"}}
        """
        .formatted(NEW, MARK, NEW);
  }

  private static String address() {
    return """
        {"resourceType":"Endpoint","id":"%s-online","status":"active",
         "connectionType":{"system":"http://terminology.hl7.org/CodeSystem/endpoint-connection-type",
          "code":"hl7-fhir-rest"},"name":"Demo House Acacia, online",
         "payloadType":[{"coding":[{"code":"any",
          "system":"http://terminology.hl7.org/CodeSystem/endpoint-payload-type"}]}],
         "address":"https://acacia.example.org/fhir",
         "managingOrganization":{"reference":"Organization/%s"}}
        """
        .formatted(NEW, NEW);
  }

  /** Like the one of the sandbox's house in Belgium, but that it names its place by fullUrl. */
  private String service(String place) throws IOException {
    String like =
        FhirClient.of(port, "hospital-be").get("/fhir/HealthcareService/shelter-be-service").body();
    ObjectNode entry = (ObjectNode) JSON.readTree(like);
    entry.remove("meta");
    entry.put("id", NEW + "-service");
    ((ObjectNode) entry.get("providedBy")).put("reference", "Organization/" + NEW);
    ((ObjectNode) entry.get("location").get(0)).put("reference", place);
    return entry.toString();
  }

  private Answer refer() {
    Bundle bundle = Referrals.fresh();
    Reference owner = new Reference("Organization/" + NEW);
    Referrals.one(bundle, Task.class).setOwner(owner);
    Referrals.one(bundle, Consent.class)
        .getProvision()
        .getProvision()
        .forEach(permit -> permit.getActorFirstRep().setReference(owner));
    return FhirClient.of(port, "hospital-be").post("/fhir", bundle);
  }

  @Test
  void aFileFillsTheDirectoryOfARunningServerOnceAndSomebodyCanBeReferredThere()
      throws IOException {
    FhirClient reader = FhirClient.of(port, "hospital-gr");
    String search = "/fhir/HealthcareService?organization=Organization/" + NEW;
    String first =
        file(
            "first.json",
            "collection",
            "{\"fullUrl\":\"urn:uuid:5c0fffff-0000-4000-8000-000000000011\",\"resource\":"
                + place()
                + "}",
            entry(service("urn:uuid:5c0fffff-0000-4000-8000-000000000011")));
    String second = file("second.json", "collection", entry(organisation(true)), entry(address()));
    assertThat(reader.get(search).entries(HealthcareService.class)).isEmpty();
    assertThat(refer().status()).as("nobody there yet").isEqualTo(422);

    assertThat(directory("import", "--check", "--sandbox", first, second))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("4 created, 0 updated, 0 unchanged", "nothing was");
    assertThat(reader.get(search).entries(HealthcareService.class)).isEmpty();
    assertThat(reader.get("/fhir/Organization/" + NEW).error()).isEqualTo("not-found");

    assertThat(directory("import", "--sandbox", first, second)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("created    Location/" + NEW + "-place", "4 created, 0 updated, 0 unchanged");
    assertThat(reader.get(search).entries(HealthcareService.class))
        .as("by whom it is, though it stands in the file before it")
        .hasSize(1);
    assertThat(
            reader.get("/fhir/Endpoint?organization=Organization/" + NEW).entries(Endpoint.class))
        .hasSize(1);
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from exchange.audit_event
                     where interaction = 'operation directory-import' and items like :entry
                    """)
                .param("entry", "%wrote Organization/" + NEW + "%")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    Answer referred = refer();
    assertThat(referred.status()).as(referred.body()).isEqualTo(200);

    assertThat(directory("import", "--sandbox", first, second)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("0 created, 0 updated, 4 unchanged");
    assertThat(reader.get("/fhir/Organization/" + NEW).header("ETag")).isEqualTo("W/\"1\"");

    String closed = file("closed.json", "transaction", entry(organisation(false)));
    assertThat(directory("import", "--sandbox", closed)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("updated    Organization/" + NEW, "0 created, 1 updated");
    assertThat(reader.get("/fhir/Organization/" + NEW).body()).contains("\"active\":false");
    assertThat(refer().status()).as("closed").isEqualTo(422);
    assertThat(reader.get(search).entries(HealthcareService.class)).as("left alone").hasSize(1);
    String left =
        file(
            "left.json",
            "collection",
            entry(
                service("Location/" + NEW + "-place")
                    .replace("\"active\":true", "\"active\":false")));
    assertThat(directory("import", "--sandbox", left)).as(err.toString()).isZero();
    assertThat(reader.get(search + "&active=true").entries(HealthcareService.class)).isEmpty();
  }

  @Test
  void whatAnOrganisationSaysItselfStaysUnlessItIsReplacedAndItsCapacityInAnyCase()
      throws IOException {
    String path = "/fhir/HealthcareService/counselling-be-service";
    FhirClient service = FhirClient.of(port, "counselling-be");
    String before = withoutMeta(service.get(path).body());
    String file = file("own.json", "batch", entry(before));
    Answer said =
        service.patch(
            path,
            "[{\"op\":\"add\",\"path\":\"/comment\",\"value\":\"Closed at noon.\"}]",
            service.get(path).header("ETag"));
    assertThat(said.status()).as(said.body()).isEqualTo(200);

    assertThat(directory("import", "--sandbox", file)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("kept       HealthcareService/counselling-be-service", "--replace");
    assertThat(service.get(path).body()).contains("Closed at noon.");

    service.post(
        path + "/$capacity",
        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"capacity\","
            + "\"valueCode\":\"waitlist\"}]}",
        "application/fhir+json");
    assertThat(directory("import", "--replace", "--sandbox", file)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("0 created, 1 updated, 0 unchanged, 0 kept");
    assertThat(service.get(path).body()).contains("waitlist").doesNotContain("Closed at noon.");
    service.post(
        path + "/$capacity",
        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"capacity\","
            + "\"valueCode\":\"has-capacity\"}]}",
        "application/fhir+json");
    assertThat(directory("import", "--sandbox", file)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("0 created, 0 updated, 1 unchanged");
  }

  @Test
  void anEntryStaysWithItsOrganisationAndWhatThatHasClosedStaysClosed() throws IOException {
    String path = "/fhir/Location/shelter-it-place";
    FhirClient house = FhirClient.of(port, "shelter-it");
    String place = house.get(path).body();
    Answer said =
        house.send(
            "PUT",
            path,
            place,
            "application/fhir+json",
            "If-Match",
            house.get(path).header("ETag"));
    assertThat(said.status()).as(said.body()).isEqualTo(200);
    String opened = withoutMeta(place).replace("\"valueBoolean\":true", "\"valueBoolean\":false");
    String taken = withoutMeta(place).replace("Organization/shelter-it", "Organization/shelter-be");

    for (String refused : List.of(opened, taken)) {
      String file = file("refused.json", "batch", entry(refused));
      assertThat(directory("import", "--replace", "--sandbox", file)).isEqualTo(1);
      assertThat(err.toString()).contains("rganisation");
      assertThat(house.get(path).header("ETag")).isEqualTo(said.header("ETag"));
    }
  }

  @Test
  void aRoomOfAHouseThatItsOrganisationHasClosedStaysClosedToo() throws IOException {
    String house =
        "{\"resourceType\":\"Location\",\"id\":\"y-house\",\"status\":\"active\","
            + "\"name\":\"Demo House Y\",\"address\":{\"country\":\"GR\"},"
            + "\"managingOrganization\":{\"reference\":\"Organization/shelter-gr\"}}";
    String alone =
        house
            .replace("y-house", "y-room")
            .replace("{\"country\"", "{\"line\":[\"Verzonnen 9\"],\"country\"");
    String room =
        alone.replace("\"managing", "\"partOf\":{\"reference\":\"Location/y-house\"},\"managing");
    String made = file("made.json", "batch", entry(house), entry(room));
    assertThat(directory("import", "--sandbox", made)).as(err.toString()).isZero();
    FhirClient reader = FhirClient.of(port, "hospital-it");
    assertThat(reader.get("/fhir/Location/y-room").body()).contains("Verzonnen 9");
    FhirClient keeper = FhirClient.of(port, "shelter-gr");
    String closed =
        house.replace(
            "\"status\"",
            "\"extension\":[{\"url\":\"https://fhir.example.org/supportive-care/"
                + "StructureDefinition/sc-confidential-address\",\"valueBoolean\":true}],"
                + "\"status\"");
    Answer said =
        keeper.send(
            "PUT",
            "/fhir/Location/y-house",
            closed,
            "application/fhir+json",
            "If-Match",
            keeper.get("/fhir/Location/y-house").header("ETag"));
    assertThat(said.status()).as(said.body()).isEqualTo(200);

    String again = file("again.json", "batch", entry(alone));
    assertThat(directory("import", "--replace", "--sandbox", again)).isEqualTo(1);

    assertThat(reader.get("/fhir/Location/y-room").body()).doesNotContain("Verzonnen 9");
  }

  private static String withoutMeta(String body) throws IOException {
    ObjectNode entry = (ObjectNode) JSON.readTree(body);
    entry.remove("meta");
    return entry.toString();
  }

  @Test
  void whatBreaksARuleIsNamedWithItsEntryAndNothingIsStored() throws IOException {
    String telling = place().replace("{\"country\":\"BE\"}", "{\"country\":\"BE\",\"city\":\"X\"}");
    String wrong =
        file(
            "wrong.json",
            "collection",
            entry(organisation(true).replace(NEW, "demo-house-tilia")),
            entry(telling.replace(NEW, "demo-house-tilia")),
            entry(
                address()
                    .replace(NEW, "demo-house-tilia")
                    .replace("https://acacia", "https://user:word@acacia")),
            entry(
                place()
                    .replace("-place", "-other")
                    .replace(NEW + "-other", "demo-house-tilia-other")
                    .replace("Organization/" + NEW, "Organization/nobody")));

    assertThat(directory("import", "--sandbox", wrong)).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "wrong.json, entry 2 (Location/demo-house-tilia-place), Location.address",
            "wrong.json, entry 3 (Endpoint/demo-house-tilia-online), Endpoint.address",
            "have no Organization/nobody",
            "Nothing was stored");
    assertThat(out.toString()).isEmpty();
    assertThat(
            FhirClient.of(port, "hospital-be").get("/fhir/Organization/demo-house-tilia").error())
        .isEqualTo("not-found");
  }

  @Test
  void aFileOfAnythingElseIsRefused() throws IOException {
    String person =
        file("p.json", "collection", entry("{\"resourceType\":\"Patient\",\"id\":\"a\"}"));
    assertThat(directory("import", "--sandbox", person)).isEqualTo(1);
    assertThat(err.toString()).contains("p.json, entry 1", "An entry is an Organization");
    assertThat(directory("import", "--sandbox", folder.resolve("none.json").toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("no such file");

    assertThat(directory("import", "--password=secret")).isEqualTo(2);
    assertThat(err.toString()).contains("Usage").doesNotContain("secret");
    assertThat(DirectoryCommand.isMeantBy("directory", "import")).isTrue();
    assertThat(DirectoryCommand.isMeantBy("--directory")).isFalse();
  }
}
