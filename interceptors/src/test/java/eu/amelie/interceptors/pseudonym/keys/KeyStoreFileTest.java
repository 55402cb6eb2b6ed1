/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoreFileTest {
  private static final char[] PASSWORD = "plainly fictional".toCharArray();

  @TempDir private Path folder;

  @Test
  void whenCreatedThenOpeningGivesTheSameKeysEachDifferent() {
    ExchangeKeys made = create();
    ExchangeKeys opened = KeyStoreFile.open(file(), PASSWORD);

    assertThat(opened.idKey().exposedBytes()).isEqualTo(made.idKey().exposedBytes());
    assertThat(opened.currentKeyEncryptionKey().getKey()).isEqualTo(1);
    assertThat(
            Stream.of(
                    opened.idKey(),
                    opened.blindIndexKey(),
                    opened.pageTokenKey(),
                    opened.submissionKey(),
                    opened.currentKeyEncryptionKey().getValue())
                .map(key -> java.util.HexFormat.of().formatHex(key.exposedBytes())))
        .doesNotHaveDuplicates();
  }

  @Test
  void whenAFileStandsThenItIsKept() {
    byte[] first = create().submissionKey().exposedBytes();
    assertThat(create().submissionKey().exposedBytes()).isEqualTo(first);
  }

  @Test
  void whenCreatedThenOnlyTheOwnerReadsItAndNoDraftStays() throws Exception {
    create();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
    assertThat(Security.getProvider("BC")).isNull();
  }

  @Test
  void whenThePasswordIsWrongOrTheFileChangedThenNothingOpens() throws Exception {
    create();
    assertThatThrownBy(() -> KeyStoreFile.open(file(), "other".toCharArray()))
        .isInstanceOf(IdentityUnavailableException.class);

    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length / 2] ^= 1;
    Files.write(file(), bytes);
    assertThatThrownBy(() -> KeyStoreFile.open(file(), PASSWORD))
        .isInstanceOf(IdentityUnavailableException.class);
  }

  @Test
  void whenNoFileStandsThenNothingOpens() {
    assertThatThrownBy(() -> KeyStoreFile.open(file(), PASSWORD))
        .isInstanceOf(IdentityUnavailableException.class);
  }

  @Test
  void whenRotatedThenAVersionIsAddedAndNothingElseChanges() throws Exception {
    ExchangeKeys before = create();

    assertThat(KeyStoreFile.rotate(file(), PASSWORD, new SecureRandom())).isEqualTo(2);
    assertThat(KeyStoreFile.rotate(file(), PASSWORD, new SecureRandom())).isEqualTo(3);

    ExchangeKeys after = KeyStoreFile.open(file(), PASSWORD);
    assertThat(after.keyEncryptionKeys()).containsOnlyKeys(1, 2, 3);
    assertThat(after.currentKeyEncryptionKey().getKey()).isEqualTo(3);
    assertThat(after.continues(before)).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(KeyStoreFile.entries(file(), PASSWORD).stream().map(KeyStoreFile.Entry::name))
        .containsExactly(
            "blind-index", "id", "page-token", "submission", "kek-1", "kek-2", "kek-3");
  }

  @Test
  void whenManyRotateAtOnceThenEachThatSucceedsCounts() throws Exception {
    create();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<Boolean>> rotations = Collections.nCopies(8, this::rotated);
    long succeeded = 0;
    for (Future<Boolean> rotation : threads.invokeAll(rotations)) {
      succeeded += rotation.get() ? 1 : 0;
    }
    threads.shutdown();

    assertThat(succeeded).isPositive();
    assertThat(KeyStoreFile.open(file(), PASSWORD).keyEncryptionKeys())
        .hasSize((int) succeeded + 1);
  }

  @Test
  void whenThePasswordIsWrongThenNothingIsRotated() throws Exception {
    create();
    byte[] before = Files.readAllBytes(file());
    assertThatThrownBy(() -> KeyStoreFile.rotate(file(), "other".toCharArray(), new SecureRandom()))
        .isInstanceOf(IdentityUnavailableException.class);
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void whenThePasswordIsChangedThenTheSameKeysOpenByTheNewOneOnly() {
    ExchangeKeys before = create();
    char[] another = "another plainly fictional".toCharArray();

    KeyStoreFile.changePassword(file(), PASSWORD, another);

    assertThat(KeyStoreFile.open(file(), another).continues(before)).isTrue();
    assertThatThrownBy(() -> KeyStoreFile.open(file(), PASSWORD))
        .isInstanceOf(IdentityUnavailableException.class);
  }

  @Test
  void whenAVersionStandsForAnotherKeyThenKeysDoNotContinueOthers() {
    assertThat(FixedKeys.ofVersions(2).continues(FixedKeys.ofVersions(1))).isTrue();
    assertThat(FixedKeys.ofVersions(1).continues(FixedKeys.ofVersions(2))).isTrue();
    assertThat(create().continues(FixedKeys.ofVersions(1))).isFalse();
    ExchangeKeys fixed = FixedKeys.ofVersions(1);
    ExchangeKeys changed =
        new ExchangeKeys(
            new TreeMap<>(Map.of(1, new KeyEncryptionKey(FixedKeys.bytes(9)))),
            fixed.idKey(),
            fixed.blindIndexKey(),
            fixed.pageTokenKey(),
            fixed.submissionKey());
    assertThat(changed.continues(fixed)).isFalse();
  }

  @Test
  void whenKeysArePrintedThenNoneIsShown() {
    assertThat(create().toString())
        .contains("IdKey[redacted]", "KeyEncryptionKey[redacted]")
        .doesNotContain("[B@");
  }

  private ExchangeKeys create() {
    return KeyStoreFile.createIfAbsent(file(), PASSWORD, new SecureRandom());
  }

  private Path file() {
    return folder.resolve("keys.bcfks");
  }

  private boolean rotated() {
    try {
      KeyStoreFile.rotate(file(), PASSWORD, new SecureRandom());
      return true;
    } catch (IdentityUnavailableException atTheSameTime) {
      return false;
    }
  }
}
