/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import eu.amelie.server.keys.KeySettings;
import eu.amelie.server.keys.KeystorePlace;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import picocli.CommandLine.Option;

/** The settings that the server would start with, read in the same way. */
class Configured {
  @Option(
      names = "--sandbox",
      description = "The sandbox's own keystore, in AMELIE_DATA_DIR (default ./data).")
  private boolean sandbox;

  @Option(names = "--keystore", description = "The keystore's file; else AMELIE_KEYSTORE.")
  private Path keystore;

  @Option(
      names = "--password-file",
      description =
          "A file with its password; else AMELIE_KEYSTORE_PASSWORD_FILE or"
              + " AMELIE_KEYSTORE_PASSWORD.")
  private Path passwordFile;

  private Environment environment;

  /** Reads files and environment; no bean is made. */
  Environment environment() {
    if (environment == null) {
      SpringApplication settings = new SpringApplication(Nothing.class);
      settings.setWebApplicationType(WebApplicationType.NONE);
      settings.setBannerMode(Banner.Mode.OFF);
      settings.setLogStartupInfo(false);
      settings.setRegisterShutdownHook(false);
      settings.setDefaultProperties(Map.of("logging.level.root", "ERROR"));
      if (sandbox) {
        settings.setAdditionalProfiles("sandbox");
      }
      try (ConfigurableApplicationContext context = settings.run()) {
        environment = context.getEnvironment();
      }
    }
    return environment;
  }

  boolean isSandbox() {
    return environment().acceptsProfiles(Profiles.of("sandbox"));
  }

  Path dataDirectory() {
    return Path.of(environment().getProperty("AMELIE_DATA_DIR", "./data"))
        .toAbsolutePath()
        .normalize();
  }

  KeySettings keys() {
    KeySettings found = Binder.get(environment()).bindOrCreate("amelie.keys", KeySettings.class);
    return new KeySettings(
        keystore == null ? found.keystore() : keystore.toString(),
        passwordFile == null ? found.keystorePassword() : "",
        passwordFile == null ? found.keystorePasswordFile() : passwordFile.toString(),
        found.lookAgain(),
        found.keeper(),
        found.rewrapEvery(),
        found.rewrapBatch(),
        found.transit());
  }

  KeystorePlace place() {
    KeySettings settings = keys();
    return settings.keystore().isBlank() && isSandbox()
        ? KeystorePlace.sandbox(dataDirectory())
        : KeystorePlace.configured(settings);
  }

  /** A context of nothing. */
  private static final class Nothing {}
}
