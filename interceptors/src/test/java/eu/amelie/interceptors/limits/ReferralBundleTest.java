/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import static eu.amelie.interceptors.limits.Bodies.CONTEXT;
import static eu.amelie.interceptors.limits.Bodies.assertHolds;
import static eu.amelie.interceptors.limits.Bodies.assertKept;
import static eu.amelie.interceptors.limits.Bodies.encoded;
import static eu.amelie.interceptors.limits.Bodies.json;
import static eu.amelie.interceptors.limits.Bodies.malformed;
import static eu.amelie.interceptors.limits.Bodies.tree;
import static eu.amelie.interceptors.limits.Bodies.xml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

/** A whole referral of twelve resources, all of an invented person. */
class ReferralBundleTest {
  private static final String REFERRAL = read();

  private static String read() {
    try (InputStream file = ReferralBundleTest.class.getResourceAsStream("referral-bundle.json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aReferralIsKeptInJson() {
    assertKept(REFERRAL);

    assertThat(((Bundle) json(REFERRAL)).getEntry()).hasSize(12);
  }

  @Test
  void aReferralIsKeptInXml() {
    String fromHapi = CONTEXT.newXmlParser().encodeResourceToString(json(REFERRAL));
    String oneLine = REFERRAL.replace("\\n", " ");

    assertHolds(xml(new XmlOf(new TypeCatalog(CONTEXT)).of(tree(REFERRAL))), REFERRAL);
    // HAPI writes line breaks into attributes, where XML makes spaces of them.
    assertThat(tree(encoded(xml(fromHapi.replace('\n', ' '))))).isEqualTo(tree(oneLine));
  }

  @Test
  void whenOneEntryHasAnIdOfItsOwnThenTheFullUrlDoesNotReplaceIt() {
    Bundle bundle =
        (Bundle)
            json(
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"fullUrl\":"
                    + "\"https://elsewhere.example.org/Patient/9\",\"resource\":{\"resourceType\":"
                    + "\"Patient\",\"id\":\"2\",\"active\":true}}]}");

    Patient patient = (Patient) bundle.getEntryFirstRep().getResource();
    assertThat(patient.getIdElement().getIdPart()).isEqualTo("2");
  }

  @Test
  void aPatientOfWhomNothingIsKnownIsStillAnEntry() {
    Bundle bundle =
        (Bundle)
            json(
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"fullUrl\":"
                    + "\"urn:uuid:5d0f7e3a-8c1b-4a53-9a1e-2f6a9d7c1b11\",\"resource\":"
                    + "{\"resourceType\":\"Patient\"}}]}");

    assertThat(bundle.getEntryFirstRep().getResource()).isInstanceOf(Patient.class);
    assertThat(bundle.getEntryFirstRep().hasResource()).isTrue();
  }

  @Test
  void hardening17ATransactionWhoseTenthEntryIsInvalidIsRefusedWhole() {
    ObjectNode bundle = (ObjectNode) tree(REFERRAL);
    ObjectNode tenth = (ObjectNode) bundle.path("entry").path(9).path("resource");
    tenth.put("active", "true");

    var refusal = malformed(() -> json(bundle.toString()));

    assertThat(refusal.issues().get(0).expression()).isEqualTo("Bundle.entry[9].resource.active");
  }

  @Test
  void oneReaderServesManyThreads() throws Exception {
    String xml = new XmlOf(new TypeCatalog(CONTEXT)).of(tree(REFERRAL));
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      boolean ofXml = i % 2 == 0;
      tasks.add(
          () -> {
            assertHolds(ofXml ? xml(xml) : json(REFERRAL), REFERRAL);
            malformed(() -> json(REFERRAL.replace("\"active\": true", "\"active\": 1")));
            return null;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
