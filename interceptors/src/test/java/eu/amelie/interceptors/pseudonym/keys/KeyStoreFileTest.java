/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.Security;
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
}
