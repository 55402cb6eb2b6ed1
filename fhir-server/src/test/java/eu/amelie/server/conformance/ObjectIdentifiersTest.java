/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the validator reads anew for each resource, wherever that is on the class path first. */
class ObjectIdentifiersTest {
  @Test
  void theRegistryThatIsFoundFirstHasNoRows() throws IOException {
    try (InputStream registry =
        getClass().getClassLoader().getResourceAsStream("oidregistry.csv")) {
      assertThat(registry).isNotNull();
      assertThat(new String(registry.readAllBytes(), StandardCharsets.UTF_8).lines()).hasSize(1);
    }
  }
}
