/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.rights.FileCode;
import eu.amelie.interceptors.rights.SealedFile;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.FhirClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;

/** Asks a hospital for the complete file about a person, and opens it as she would. */
final class SealedFiles {
  private SealedFiles() {}

  static Parameters sealTo(String key) {
    Parameters input = new Parameters();
    input.addParameter().setName("sealTo").setValue(new StringType(key));
    input.addParameter().setName("language").setValue(new CodeType("en"));
    return input;
  }

  static Map<String, String> opened(Case other) {
    FileCode code = FileCode.random(new SecureRandom());
    Answer answer =
        other
            .hospital()
            .post(
                "/fhir/Patient/" + other.id("Patient") + "/$my-data",
                sealTo(code.key().text()),
                "Accept",
                "application/fhir+json");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    byte[] file = answer.as(Binary.class).getData();
    Map<String, String> files = new HashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(
            new ByteArrayInputStream(SealedFile.open(code, file).orElseThrow()),
            StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  static int length(Case some) {
    FileCode code = FileCode.random(new SecureRandom());
    return some.hospital()
        .post(
            "/fhir/Patient/" + some.id("Patient") + "/$my-data",
            sealTo(code.key().text()),
            "Accept",
            "application/fhir+json")
        .as(Binary.class)
        .getData()
        .length;
  }
}
