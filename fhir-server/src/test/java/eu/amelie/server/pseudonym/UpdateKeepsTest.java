/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * An update erases nothing that its sender could not see or did not name, on each way there is. Who
 * may change what is of others' only in part is the owner and the requester of a Task; all else is
 * changed by its custodian, who sees the whole.
 */
@ExchangeServer
class UpdateKeepsTest {
  /** The ways in which a resource can be changed. */
  enum Way {
    PUT,
    PATCH,
    TRANSACTION
  }

  @LocalServerPort private int port;

  @ParameterizedTest
  @EnumSource
  void ofEveryTypeAllStaysButWhatWasChanged(Way way) {
    Case story = Case.submit(port, EveryType::addTo);
    Set<String> types = new TreeSet<>(EveryType.ALL);
    // A Task without a step is its owner's to change; see below.
    types.remove("Task");
    for (String type : types) {
      String path = "/fhir/" + type + "/" + story.id(type);
      Resource before = read(story.hospital(), path);
      Resource wanted = before.copy().setLanguage("nl");
      String patch = "[{\"op\":\"add\",\"path\":\"/language\",\"value\":\"nl\"}]";
      Answer answer = change(story.hospital(), way, wanted, patch, etag(before));
      assertThat(answer.status()).as(type + answer.body()).isEqualTo(200);

      assertThat(bare(read(story.hospital(), path))).as(type).isEqualTo(bare(wanted));
      assertThat(bare(read(story.hospital(), path + "/_history/1"))).isEqualTo(bare(before));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOwnersUpdateOfATaskKeepsTheRequestersWords(Way way) {
    Case story = Case.submit(port, EveryType::addTo);
    String path = "/fhir/Task/" + story.id("Task");
    Task before = (Task) read(story.hospital(), path);
    Task shown = story.task();
    assertThat(FhirClient.json(shown)).doesNotContain("by the hospital");
    Task wanted = shown.copy();
    wanted.setStatus(TaskStatus.ACCEPTED).addNote().setText("Noted by the service");
    String patch =
        """
        [{"op":"replace","path":"/status","value":"accepted"},
         {"op":"add","path":"/note","value":[{"text":"Noted by the service"}]}]""";
    Answer answer = change(story.service(), way, wanted, patch, etag(shown));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);

    Task after = (Task) read(story.hospital(), path);
    Task expected = before.copy().setStatus(TaskStatus.ACCEPTED);
    expected.setLastModified(after.getLastModified());
    expected.setBusinessStatus(after.getBusinessStatus());
    expected.setRelevantHistory(after.getRelevantHistory());
    assertThat(bare(after)).isEqualTo(bare(expected));
    assertThat(FhirClient.json(after))
        .contains("Described by the hospital", "Said by the hospital");
    assertThat(story.task().getNoteFirstRep().getText()).isEqualTo("Noted by the service");
  }

  @ParameterizedTest
  @EnumSource
  void theRequestersUpdateOfATaskKeepsTheOwnersWords(Way way) {
    Case story = Case.submit(port, EveryType::addTo);
    Task owners = story.task();
    owners.setStatus(TaskStatus.ACCEPTED).addNote().setText("Noted by the service");
    owners
        .addOutput()
        .setValue(new org.hl7.fhir.r4.model.StringType("Done by the service"))
        .getType()
        .setText("Named by the service");
    assertThat(story.service().put(owners, etag(owners)).status()).isEqualTo(200);
    Task before = story.task();
    assertThat(FhirClient.json(before)).contains("by the service");

    Task shown = (Task) read(story.hospital(), "/fhir/Task/" + story.id("Task"));
    assertThat(FhirClient.json(shown)).doesNotContain("by the service");
    Coding reason =
        new Coding(
            "https://fhir.example.org/supportive-care/CodeSystem/sc-status-reason", "moved", null);
    Task wanted = shown.copy().setStatus(TaskStatus.CANCELLED);
    wanted.setStatusReason(new CodeableConcept(reason));
    String patch =
        """
        [{"op":"replace","path":"/status","value":"cancelled"},
         {"op":"add","path":"/statusReason","value":{"coding":[{"system":"%s","code":"moved"}]}}]"""
            .formatted(reason.getSystem());
    Answer answer = change(story.hospital(), way, wanted, patch, etag(shown));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);

    Task after = story.task();
    assertThat(after.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(after.getNoteFirstRep().getText()).isEqualTo("Noted by the service");
    assertThat(after.getOutputFirstRep().equalsDeep(before.getOutputFirstRep())).isTrue();
  }

  private static Answer change(
      FhirClient client, Way way, Resource wanted, String patch, String etag) {
    String address = wanted.fhirType() + "/" + wanted.getIdElement().getIdPart();
    return switch (way) {
      case PUT -> client.put(wanted, etag);
      case PATCH -> client.patch("/fhir/" + address, patch, etag);
      case TRANSACTION -> {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        bundle
            .addEntry()
            .setResource(wanted)
            .getRequest()
            .setMethod(HTTPVerb.PUT)
            .setUrl(address)
            .setIfMatch(etag);
        yield client.post("/fhir", bundle);
      }
    };
  }

  private static Resource read(FhirClient client, String path) {
    Answer answer = client.get(path);
    assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
    return Referrals.read(answer.body());
  }

  private static String etag(Resource resource) {
    return "W/\"" + resource.getMeta().getVersionId() + "\"";
  }

  private static String bare(Resource resource) {
    Resource bare = resource.copy().setMeta(null);
    // An id with a version would be written as a version.
    bare.setId(new IdType(resource.fhirType(), resource.getIdElement().getIdPart()));
    return FhirClient.json(bare);
  }
}
