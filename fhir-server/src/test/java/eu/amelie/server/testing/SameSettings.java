/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * For commands that run beside the server under test: the settings that a shell would have in its
 * environment are there, and afterwards what was there before. A command lowers the log; that is
 * put back, too.
 */
public final class SameSettings implements BeforeEachCallback, AfterEachCallback {
  private static final List<String> SETTINGS =
      List.of(
          "AMELIE_DATA_DIR",
          "spring.datasource.url",
          "spring.datasource.username",
          "spring.datasource.password");

  private final Map<String, String> before = new HashMap<>();
  private Level level;

  @Override
  public void beforeEach(ExtensionContext test) {
    level = root().getLevel();
    Environment server = SpringExtension.getApplicationContext(test).getEnvironment();
    for (String setting : SETTINGS) {
      before.put(setting, System.getProperty(setting));
      if (server.containsProperty(setting)) {
        System.setProperty(setting, server.getRequiredProperty(setting));
      }
    }
  }

  @Override
  public void afterEach(ExtensionContext test) {
    before.forEach(
        (setting, value) -> {
          if (value == null) {
            System.clearProperty(setting);
          } else {
            System.setProperty(setting, value);
          }
        });
    root().setLevel(level);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
