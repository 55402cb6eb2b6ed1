/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.command;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import picocli.CommandLine.Option;

/** The settings that the server would start with, read in the same way. */
public class ServerSettings {
  @Option(
      names = "--sandbox",
      description = "The sandbox's own, in AMELIE_DATA_DIR (default ./data).")
  private boolean sandbox;

  private ConfigurableEnvironment environment;

  /** Reads files and environment; no bean is made. */
  public ConfigurableEnvironment environment() {
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

  public boolean isSandbox() {
    return environment().acceptsProfiles(Profiles.of("sandbox"));
  }

  public Path dataDirectory() {
    return Path.of(environment().getProperty("AMELIE_DATA_DIR", "./data"))
        .toAbsolutePath()
        .normalize();
  }

  /** A context of nothing. */
  private static final class Nothing {}
}
