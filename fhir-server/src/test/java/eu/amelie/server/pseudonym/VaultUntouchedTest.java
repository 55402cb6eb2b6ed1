/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.CountedVault;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever is released no identity gives the vault no work: neither reads nor keys. */
@ExchangeServer
class VaultUntouchedTest {
  private static final List<String> OF_A_PERSON =
      List.of(
          "/fhir/Patient/%s",
          "/fhir/Patient/%s/$everything",
          "/fhir/Patient/%s/_history",
          "/fhir/Patient/%s/_history/1",
          "/fhir/Consent?patient=%s",
          "/fhir/ServiceRequest?patient=%s&_include=ServiceRequest:patient",
          "/fhir/Task?patient=%s&_include=Task:patient&_include=Task:focus",
          "/fhir/Task?patient=%s&_summary=count",
          "/fhir/Observation?patient=%s&_total=accurate",
          "/fhir/Condition?patient=%s",
          "/fhir/Encounter?patient=%s");

  @LocalServerPort private int port;

  @Test
  void readsWithoutReleasedIdentityAreAnsweredFromTheRecordAlone() {
    Case story = Case.submit(port, bundle -> EveryType.addTo(bundle));
    Task task = story.task();
    String person = story.person();

    long calls =
        CountedVault.callsOf(
            () -> {
              Answer read = story.service().get("/fhir/Task/" + task.getIdPart());
              assertThat(read.status()).isEqualTo(200);
              for (String path : OF_A_PERSON) {
                Answer answer = story.service().get(path.formatted(person));
                assertThat(answer.status()).as(path).isIn(200, 404);
              }
            });

    assertThat(calls).isZero();
  }

  @Test
  void aCoordinatorsReadsAreToo() {
    FhirClient coordinator = FhirClient.of(port, "coordinator-be");
    Set<String> before = persons(coordinator);
    Case.submit(port, bundle -> EveryType.permit(bundle, "coordinator-be", "sc-coordination"));
    Set<String> after = persons(coordinator);
    after.removeAll(before);
    String person = after.iterator().next();
    String all = "/fhir/Task?patient=%s&_include=Task:focus&_include=Task:patient";

    long calls =
        CountedVault.callsOf(
            () ->
                assertThat(coordinator.get(all.formatted(person)).entries(Task.class))
                    .isNotEmpty());

    assertThat(calls).isZero();
  }

  /** Those of all its Tasks: it does not know the reference by which two parties find one. */
  private static Set<String> persons(FhirClient coordinator) {
    return coordinator.all("/fhir/Task?_count=200", Task.class).stream()
        .map(task -> task.getFor().getReferenceElement().getIdPart())
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void onceIdentityIsReleasedTheVaultIsAsked() {
    Case story = Case.submit(port).accepted();
    String person = story.person();

    long calls =
        CountedVault.callsOf(
            () -> {
              Answer read = story.service().get("/fhir/Patient/" + person);
              assertThat(read.body()).contains("Voorbeeldpersoon");
            });

    assertThat(calls).isPositive();
  }
}
