/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @Test
  void secondServerOnTheSameDirectoryIsRefusedInOneLine(@TempDir Path path) {
    try (DataDirectory first = DataDirectory.take(path)) {
      assertThat(first.path()).isAbsolute();
      assertThatThrownBy(() -> DataDirectory.take(path))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("AMELIE_DATA_DIR")
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void directoryIsFreeAgainOnceItIsGivenBack(@TempDir Path path) {
    DataDirectory.take(path).close();

    DataDirectory.take(path).close();
  }
}
