/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedKeyStoreTest {
  private static final char[] PASSWORD = "plainly fictional".toCharArray();
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  @TempDir private Path folder;

  private final SecureRandom random = new SecureRandom();
  private final List<String> alarms = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int opened;
  private Path file;
  private WatchedKeyStore watched;

  @BeforeEach
  void start() {
    file = folder.resolve("keys.bcfks");
    KeyStoreFile.create(file, PASSWORD, random);
    watched =
        new WatchedKeyStore(
            file, this::password, INTERVAL, () -> now, e -> alarms.add(e.getMessage()));
  }

  @Test
  void whenTheFileRotatesThenItIsSeenAfterTheIntervalAndNotBefore() {
    KeyStoreFile.rotate(file, PASSWORD, random);

    assertThat(version()).isEqualTo(1);
    now = now.plus(INTERVAL);
    assertThat(version()).isEqualTo(2);
    assertThat(alarms).isEmpty();
  }

  @Test
  void whenSomebodyMissesAVersionThenItIsSeenAtOnce() {
    KeyStoreFile.rotate(file, PASSWORD, random);
    assertThat(watched.lookAgain().keyEncryptionKey(2)).isPresent();
  }

  @Test
  void whenNothingChangesThenTheFileIsOpenedOnce() {
    for (int i = 0; i < 5; i++) {
      now = now.plus(INTERVAL);
      watched.now();
      watched.lookAgain();
    }
    assertThat(opened).isEqualTo(1);
  }

  @Test
  void whenTheFileIsGoneThenWhatWasOpenedStaysAndAnAlarmSaysSo() throws Exception {
    Path aside = Files.move(file, folder.resolve("aside"));
    now = now.plus(INTERVAL);
    assertThat(version()).isEqualTo(1);
    assertThat(alarms).containsExactly("The keystore cannot be seen");

    Files.move(aside, file);
    KeyStoreFile.rotate(file, PASSWORD, random);
    now = now.plus(INTERVAL);
    assertThat(version()).isEqualTo(2);
    assertThat(alarms).hasSize(1);
  }

  @Test
  void whenAnotherExchangesFileStandsThereThenItIsNotUsed() throws Exception {
    ExchangeKeys before = watched.now();
    Files.delete(file);
    KeyStoreFile.create(file, PASSWORD, random);
    KeyStoreFile.rotate(file, PASSWORD, random);

    now = now.plus(INTERVAL);
    assertThat(watched.now()).isSameAs(before);
    assertThat(alarms).containsExactly("The keystore holds other keys than before");
  }

  @Test
  void whenTheFileDoesNotOpenThenItIsTriedOnceInAnInterval() throws Exception {
    byte[] good = Files.readAllBytes(file);
    Files.write(file, new byte[] {1, 2, 3});
    now = now.plus(INTERVAL);
    watched.now();
    watched.now();
    watched.lookAgain();
    assertThat(opened).isEqualTo(2);
    assertThat(alarms).containsExactly("The keystore cannot be opened");

    now = now.plus(INTERVAL);
    watched.now();
    assertThat(alarms).hasSize(2);

    Files.write(file, good);
    now = now.plus(INTERVAL);
    assertThat(version()).isEqualTo(1);
    assertThat(alarms).hasSize(2);
  }

  @Test
  void whenTheFileDoesNotOpenAtTheStartThenThereIsNoKeystore() throws Exception {
    Files.delete(file);
    assertThatThrownBy(
            () -> new WatchedKeyStore(file, this::password, INTERVAL, () -> now, e -> {}))
        .isInstanceOf(IdentityUnavailableException.class);
  }

  private int version() {
    return watched.now().keyEncryptionKeys().lastKey();
  }

  private char[] password() {
    opened++;
    return PASSWORD;
  }
}
