/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import static eu.amelie.server.testing.Coordination.CASE;
import static eu.amelie.server.testing.Coordination.IDENTITY;
import static eu.amelie.server.testing.Coordination.permit;
import static eu.amelie.server.testing.Coordination.to;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.AmelieApplication;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Task;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Two exchanges, each with a database and keys of its own: Belgium at home in a server that is
 * started here, Germany in the one that all tests share. The hub at home passes a doorway to
 * either; its rounds are begun by hand. Closed, nothing of it is left running, and the settings of
 * this process are what they were.
 */
final class TwoExchanges implements AutoCloseable {
  /** Who is asked: known by the same name on both sides. */
  static final String ASKED = "coordinator-de";

  static final String ASKING = "coordinator-be";

  /** Who submits abroad. */
  static final String SUBMITTER = "hospital-it";

  private static final Path FOLDER = Path.of("target/second-exchange");

  private final Properties before = (Properties) System.getProperties().clone();
  private final LoggedLines log = new LoggedLines();
  private final ApplicationContext abroad;
  private final int abroadPort;
  private final Doorway wayHome;
  private final Doorway wayAbroad;
  private final ConfigurableApplicationContext home;

  /**
   * @param abroad the server that all tests share
   */
  TwoExchanges(ApplicationContext abroad, int abroadPort) throws IOException {
    this.abroad = abroad;
    this.abroadPort = abroadPort;
    FileSystemUtils.deleteRecursively(FOLDER);
    wayHome = new Doorway();
    wayAbroad = new Doorway(abroadPort);
    home =
        new SpringApplicationBuilder(AmelieApplication.class)
            .profiles("sandbox")
            .run(
                Stream.of(
                        Stream.of(
                            "--server.port=0",
                            "--AMELIE_DATA_DIR=" + FOLDER,
                            "--amelie.hub.pause=1h",
                            "--amelie.hub.look-again=0",
                            // A round that is slow is none that failed.
                            "--amelie.hub.connect=1m",
                            "--amelie.hub.answer=2m",
                            "--amelie.hub.first-wait=1ns",
                            "--amelie.hub.longest-wait=1ns",
                            "--amelie.hub.peers.germany.coordinator=" + ASKED),
                        side("home", wayHome, ASKED, homeKey()),
                        side("abroad", wayAbroad, SUBMITTER, abroadKey()))
                    .flatMap(settings -> settings)
                    .toArray(String[]::new));
    wayHome.leadTo(homePort());
    log.listen();
  }

  private static Stream<String> side(String name, Doorway way, String client, Path key) {
    String side = "--amelie.hub.peers.germany." + name + ".";
    String server = "http://localhost:" + way.port();
    return Stream.of(
        side + "base=" + server + "/fhir",
        side + "token=" + server + "/oauth2/token",
        side + "client=" + client,
        side + "organisation=" + client,
        side + "key=" + key);
  }

  /** The private key of the hub's client at home. */
  Path homeKey() {
    return FOLDER.resolve("clients/" + ASKED + ".jwks.json");
  }

  /** The private key of the hub's client abroad. */
  Path abroadKey() {
    return Path.of(abroad.getEnvironment().getRequiredProperty("AMELIE_DATA_DIR"))
        .resolve("clients/" + SUBMITTER + ".jwks.json");
  }

  int homePort() {
    return ((WebServerApplicationContext) home).getWebServer().getPort();
  }

  ApplicationContext home() {
    return home;
  }

  ApplicationContext abroad() {
    return abroad;
  }

  Doorway wayHome() {
    return wayHome;
  }

  Doorway wayAbroad() {
    return wayAbroad;
  }

  LoggedLines log() {
    return log;
  }

  FhirClient atHome(String client) {
    return FhirClient.of(homePort(), client);
  }

  FhirClient abroad(String client) {
    return FhirClient.of(abroadPort, client);
  }

  void round() {
    home.getBean(HubRounds.class).run();
  }

  /** How many steps of a kind an operator sees waiting. */
  double waiting(String step) {
    return home.getBean(MeterRegistry.class)
        .get(Unfinished.WAITING)
        .tag("step", step)
        .gauge()
        .value();
  }

  /** A case at home whose Consent lets both coordinators act, offered abroad. */
  HandedOverCase offered() {
    Case story =
        Case.submit(
                homePort(),
                bundle -> {
                  permit(bundle, CASE, ASKING, "sc-coordination");
                  permit(bundle, CASE, ASKED, "sc-coordination");
                  permit(bundle, IDENTITY, ASKED, "sc-coordination");
                  return bundle;
                })
            .accepted();
    String original =
        Coordination.seenBy(home.getBean(IdDoor.class), ASKING, "hospital-be", story.id("Task"));
    Answer answer = atHome(ASKING).post("/fhir/Task/" + original + "/$transfer-abroad", to(ASKED));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    Task offer = (Task) answer.as(Parameters.class).getParameter("task").getResource();
    return new HandedOverCase(this, story, offer);
  }

  /** Its database ends with the server. */
  @Override
  public void close() {
    home.close();
    wayHome.close();
    wayAbroad.close();
    log.close();
    restoreProperties();
    try (Stream<Path> left = Files.walk(FOLDER)) {
      assertThat(left).noneMatch(file -> file.endsWith("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void restoreProperties() {
    for (String name : System.getProperties().stringPropertyNames()) {
      if (!before.containsKey(name)) {
        System.clearProperty(name);
      }
    }
    before
        .stringPropertyNames()
        .forEach(name -> System.setProperty(name, before.getProperty(name)));
  }
}
