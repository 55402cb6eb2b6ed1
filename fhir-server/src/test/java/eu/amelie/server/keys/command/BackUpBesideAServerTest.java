/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.pseudonym.keys.KeyStoreFile;
import eu.amelie.interceptors.pseudonym.vault.DataKeyArchive;
import eu.amelie.interceptors.pseudonym.vault.DataKeyArchive.Content;
import eu.amelie.server.keys.KeystorePlace;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.SameSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Data keys backed up and brought back while the server runs, its vault beside the record. */
@ExchangeServer
@ExtendWith(SameSettings.class)
class BackUpBesideAServerTest {
  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private KeystorePlace place;
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** So that there is a journal of recalls. */
  @BeforeEach
  void somebodyWasErased() {
    erase(Case.submit(port));
  }

  @Test
  void whatWasLostIsBroughtBackFromAFileThatItsOwnerAloneReads() throws Exception {
    Case story = Case.submit(port);
    assertThat(keys("back-up", "--to", folder.toString())).as(err.toString()).isZero();
    assertThat(files()).hasSize(1);
    Path file = files().get(0);
    assertThat(file.getFileName().toString()).matches("data-keys-\\d{8}T\\d{9}Z\\.sealed");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    lose(personOf(story));
    assertThat(read(story)).isEqualTo(503);

    assertThat(keys("restore", "--from", file.toString())).as(err.toString()).isZero();

    assertThat(read(story)).isEqualTo(200);
    assertThat(out.toString()).contains("brought back: 1\n");
    assertThat(out + err.toString()).doesNotContain("hospital", personOf(story).toString());
  }

  @Test
  void whoWasErasedSinceIsNotBroughtBack() throws Exception {
    Case story = Case.submit(port);
    UUID person = personOf(story);
    keys("back-up", "--to", folder.toString());
    String file = files().get(0).toString();
    assertThat(keys("restore", "--from", file)).isZero();
    erase(story);

    assertThat(keys("restore", "--from", file)).isZero();

    // Others that share the server may have erased somebody before.
    List<Integer> erased = erasedSince();
    assertThat(erased).hasSize(2);
    assertThat(erased.get(1)).isEqualTo(erased.get(0) + 1);
    assertThat(out.toString()).contains("brought back: 0\n").doesNotContain("brought back: 1");
    assertThat(countKeys(person)).isZero();
  }

  @Test
  void aFileThatWasChangedBringsNothingBack() throws Exception {
    Case story = Case.submit(port);
    keys("back-up", "--to", folder.toString());
    Path file = files().get(0);
    byte[] content = Files.readAllBytes(file);
    byte[] changed = content.clone();
    changed[changed.length - 1] ^= 1;
    Files.write(file, changed);
    lose(personOf(story));

    assertThat(keys("restore", "--from", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("The file was changed").hasLineCount(1);
    assertThat(countKeys(personOf(story))).isZero();

    Files.write(file, content);
    assertThat(keys("restore", "--from", file.toString())).isZero();
    assertThat(countKeys(personOf(story))).isEqualTo(1);
  }

  @Test
  void aFileOlderThanThirtyDaysIsRefusedAndAYoungerOneIsNot() throws Exception {
    assertThat(keys("restore", "--from", fileOf(Duration.ofDays(31)).toString())).isEqualTo(1);
    assertThat(err.toString()).contains("older than 30 days").hasLineCount(1);
    assertThat(keys("restore", "--from", fileOf(Duration.ofDays(-2)).toString())).isEqualTo(1);
    assertThat(keys("restore", "--from", fileOf(Duration.ofDays(29)).toString())).isZero();
  }

  /** Sealed under the server's own keystore, as one that was kept too long. */
  private Path fileOf(Duration age) throws Exception {
    DataKeyArchive archive =
        new DataKeyArchive(
            KeyStoreFile.open(place.file(), place.password().get()).idKey(), new SecureRandom());
    return Files.write(
        folder.resolve("kept-" + age),
        archive.seal(new Content(Instant.now().minus(age), List.of())));
  }

  @Test
  void itsOwnFilesThatAreTooOldAreRemovedAndNothingElse() throws Exception {
    Path old = Files.createFile(folder.resolve("data-keys-20200101T000000000Z.sealed"));
    Path draft = Files.createFile(folder.resolve("data-keys-20200101T000000000Z.sealed.draft"));
    Path others = Files.createFile(folder.resolve("data-keys-20200101.sealed"));
    Path later = Files.createFile(folder.resolve("data-keys-29990101T000000000Z.sealed"));

    assertThat(keys("back-up", "--to", folder.toString())).isZero();

    assertThat(out.toString()).contains("removed 2 older files");
    assertThat(old).doesNotExist();
    assertThat(draft).doesNotExist();
    assertThat(others).exists();
    assertThat(later).exists();
  }

  @Test
  void filesMayBeKeptForLessThanThirtyDaysAndNotForMore() throws Exception {
    for (String days : List.of("31", "0", "-1", "many")) {
      assertThat(keys("back-up", "--to", folder.toString(), "--keep-days", days)).isEqualTo(2);
    }
    assertThat(files()).isEmpty();
    assertThat(keys("back-up", "--to", folder.toString(), "--keep-days", "7")).isZero();
    assertThat(keys("back-up", "--to", folder.resolve("nowhere").toString())).isEqualTo(1);
  }

  private List<Integer> erasedSince() {
    return Pattern.compile("erased since: (\\d+)")
        .matcher(out.toString())
        .results()
        .map(found -> Integer.valueOf(found.group(1)))
        .toList();
  }

  private void erase(Case story) {
    Parameters parameters = new Parameters();
    parameters.addParameter("reason", new CodeType("person-request"));
    String path = "/fhir/Patient/" + story.id("Patient") + "/$erase";
    assertThat(story.hospital().post(path, parameters).status()).isEqualTo(200);
  }

  private int read(Case story) {
    return story.hospital().get("/fhir/Patient/" + story.id("Patient")).status();
  }

  private UUID personOf(Case story) {
    return jdbc.sql(
            """
            select i.person from exchange.case_task t join exchange.case_item i on i.id = t.id
             where t.reference = :reference
            """)
        .param("reference", story.reference())
        .query(UUID.class)
        .single();
  }

  private void lose(UUID person) {
    inVault(
        () ->
            jdbc.sql("delete from vault.data_key where person = :person")
                .param("person", person)
                .update());
  }

  private int countKeys(UUID person) {
    return inVault(
        () ->
            jdbc.sql("select count(*) from vault.data_key where person = :person")
                .param("person", person)
                .query(Integer.class)
                .single());
  }

  private int inVault(IntSupplier work) {
    return new TransactionTemplate(transactions)
        .execute(
            status -> {
              jdbc.sql("set local role amelie_vault").update();
              return work.getAsInt();
            });
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private int keys(String... arguments) {
    List<String> all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(arguments));
    all.add("--sandbox");
    return KeysCommand.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }
}
