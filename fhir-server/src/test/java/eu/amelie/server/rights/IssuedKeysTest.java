/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.rights.FileCode;
import eu.amelie.interceptors.rights.FileKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuedKeysTest {
  private final FileKey printed = FileCode.random(new SecureRandom()).key();
  private final FileKey ownMade = FileCode.random(new SecureRandom()).key();

  @TempDir Path folder;

  @Test
  void onlyWhatWasPrintedCounts() throws IOException {
    Path list = folder.resolve("keys.csv");
    Files.writeString(list, "number,key\n17," + printed.text() + "\n");
    IssuedKeys keys = new IssuedKeys(list.toString(), false);

    assertThat(keys.has(printed)).isTrue();
    assertThat(keys.has(ownMade)).isFalse();
    Files.writeString(list, "number,key\n17," + printed.text() + "\n18," + ownMade.text() + "\n");
    assertThat(keys.has(ownMade)).as("added while the server runs").isTrue();
  }

  @Test
  void withoutAListNoKeyCountsAndInASandboxEachDoes() {
    assertThat(new IssuedKeys("", false).has(printed)).isFalse();
    assertThat(new IssuedKeys("", true).has(printed)).isTrue();
  }

  @Test
  void aListThatCannotBeReadIsAFailureAndNoAnswer() {
    IssuedKeys keys = new IssuedKeys(folder.resolve("none.csv").toString(), false);
    assertThatThrownBy(() -> keys.has(printed)).isInstanceOf(UncheckedIOException.class);
  }
}
