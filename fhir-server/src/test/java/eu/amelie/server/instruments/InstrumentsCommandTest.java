/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.instruments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.profiles.ProfileCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Questionnaire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstrumentsCommandTest {
  private static final String INVENTED =
      "/examples/base/pass/questionnaire-with-points-and-a-threshold.json";
  private static final String CANONICAL =
      "https://instruments.example.org/Questionnaire/invented-three|1";

  @TempDir private Path folder;

  private final StringWriter said = new StringWriter();

  private static String invented() throws IOException {
    try (InputStream in = ProfileCatalog.class.getResourceAsStream(INVENTED)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private int bring(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("file.json"), content);
    PrintWriter out = new PrintWriter(said, true);
    return InstrumentsCommand.run(
        out, out, "instruments", "import", "--directory", directory().toString(), file.toString());
  }

  private Path directory() {
    return folder.resolve("instruments");
  }

  private InstrumentFiles files() {
    return new InstrumentFiles(directory());
  }

  @Test
  void whatIsImportedIsFoundByItsCanonicalWithItsVersionOnly() throws Exception {
    assertThat(files().find(CANONICAL)).isEmpty();

    assertThat(bring(invented())).as(said.toString()).isZero();

    assertThat(said.toString()).contains("Imported " + CANONICAL);
    assertThat(files().find(CANONICAL)).isPresent();
    assertThat(files().questionnaire(CANONICAL).map(Questionnaire::getUrl))
        .contains(CANONICAL.replace("|1", ""));
    assertThat(files().questionnaire(CANONICAL.replace("|1", "|2"))).isEmpty();
    assertThat(files().find(CANONICAL.replace("|1", ""))).isEmpty();
    assertThat(files().find("../file")).isEmpty();
    try (Stream<Path> kept = Files.list(directory())) {
      assertThat(kept).hasSize(1);
    }
  }

  @Test
  void theSameAgainChangesNothingAndOtherContentNeedsAVersionOfItsOwn() throws Exception {
    bring(invented());

    assertThat(bring(invented())).isZero();
    assertThat(bring(invented().replace("\"valueInteger\": 2", "\"valueInteger\": 1")))
        .isEqualTo(1);
    assertThat(files().find(CANONICAL).orElseThrow().cutOff()).isEqualTo(2);
    assertThat(
            bring(
                invented()
                    .replace("\"valueInteger\": 2", "\"valueInteger\": 1")
                    .replace("\"version\": \"1\"", "\"version\": \"2\"")))
        .isZero();
  }

  @Test
  void whatIsNoInstrumentIsRefusedWithThePlaceAndWithoutItsWords() throws Exception {
    assertThat(bring(invented().replace("\"version\": \"1\",", ""))).isEqualTo(1);
    assertThat(said.toString()).contains("Questionnaire.version").doesNotContain("lighthouse");
    assertThat(bring("{\"resourceType\": \"Patient\"}")).isEqualTo(1);
    assertThat(bring("{\"resourceType\": \"Questionnaire\", \"needle\": 1}")).isEqualTo(1);
    assertThat(bring("needle")).isEqualTo(1);
    assertThat(said.toString()).doesNotContain("needle");
    assertThat(directory()).doesNotExist();
  }

  @Test
  void aFileThatWasSpoiledAfterwardsIsNotCountedBy() throws Exception {
    bring(invented());
    try (Stream<Path> kept = Files.list(directory())) {
      Files.writeString(kept.findFirst().orElseThrow(), "{}");
    }

    assertThatThrownBy(() -> files().find(CANONICAL)).isInstanceOf(ExchangeException.class);
  }

  @Test
  void onlyItsOwnNameAsksForTheCommand() {
    assertThat(InstrumentsCommand.isMeantBy("instruments", "import", "x")).isTrue();
    assertThat(InstrumentsCommand.isMeantBy("keys")).isFalse();
    assertThat(InstrumentsCommand.isMeantBy()).isFalse();
  }
}
