/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.AmelieApplication;
import eu.amelie.server.database.DatabaseSettings;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.CountedStatements;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Run by hand (see docs/performance/enforcement.md): the same requests to two servers over one
 * database, one of them with enforcement taken out ({@link Unenforced}), block by block in turn.
 * Writes a CSV and asserts no time.
 */
@ExchangeServer
class EnforcementCostBench {
  private static final int BLOCKS = Integer.getInteger("amelie.bench.blocks", 20);
  private static final int CALLS = Integer.getInteger("amelie.bench.calls", 100);
  private static final int WARM = Integer.getInteger("amelie.bench.warm", 300);
  private static final int CASES = 5;
  private static final double NANOS_PER_MICRO = 1e3;

  @LocalServerPort private int port;
  @Autowired private ApplicationContext first;
  @Autowired private JdbcClient jdbc;

  /** A request of one caller, and the type that it reads. */
  private record Question(String caller, String type, String path) {}

  private record Node(ConfigurableApplicationContext context, CpuTimes.Meter meter) {
    int port() {
      return ((WebServerApplicationContext) context).getWebServer().getPort();
    }
  }

  /** Of one block, per request. */
  private record Block(double server, double database) {
    double both() {
      return server + database;
    }
  }

  private Path dataDirectory() {
    return Path.of(first.getEnvironment().getRequiredProperty("AMELIE_DATA_DIR"));
  }

  private Node start(String name, Class<?>... sources) {
    DatabaseSettings database = first.getBean(DatabaseSettings.class);
    Path keys = dataDirectory().resolve("keys");
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(AmelieApplication.class)
            .sources(sources)
            .profiles("sandbox")
            .run(
                "--server.port=0",
                "--AMELIE_DATA_DIR=target/" + name,
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--amelie.keys.keystore=" + keys.resolve("keystore.bcfks"),
                "--amelie.keys.keystore-password-file=" + keys.resolve("keystore.password"));
    CpuTimes.Meter meter =
        (CpuTimes.Meter) context.getBean("meter", FilterRegistrationBean.class).getFilter();
    return new Node(context, meter);
  }

  @Test
  void requestsWithAndWithoutEnforcement() throws IOException {
    for (int i = 0; i < CASES; i++) {
      Case.submit(port).accepted();
    }
    Map<String, Question> questions = questions(Case.submit(port).accepted());
    jdbc.sql("vacuum analyze").update();
    List<String> lines =
        new ArrayList<>(
            List.of(
                "question,enforced,calls,statements,server_us,server_min,server_max,database_us"
                    + ",both_us,ratio_both,ratio_server"));
    Node enforced = start("enforced", Metered.class);
    Node out = start("unenforced", Metered.class, Unenforced.class);
    try {
      questions.forEach((name, question) -> measure(name, question, enforced, out, lines));
    } finally {
      enforced.context().close();
      out.context().close();
    }
    Path csv = Path.of("target", "bench", "enforcement.csv");
    Files.createDirectories(csv.getParent());
    Files.write(csv, lines);
    lines.forEach(System.out::println);
  }

  private static Map<String, Question> questions(Case story) {
    String sign =
        story
            .service()
            .get("/fhir/Observation?patient=" + story.person())
            .body()
            .split("\"id\":\"")[1]
            .substring(0, 36);
    Map<String, Question> questions = new LinkedHashMap<>();
    questions.put(
        "read, custodian",
        new Question("hospital-be", "Patient", "/fhir/Patient/" + story.id("Patient")));
    questions.put(
        "read with identity, service",
        new Question("shelter-be", "Patient", "/fhir/Patient/" + story.person()));
    questions.put(
        "read of a sign, service",
        new Question("shelter-be", "Observation", "/fhir/Observation/" + sign));
    questions.put(
        "search by person, custodian",
        new Question(
            "hospital-be", "Observation", "/fhir/Observation?patient=" + story.id("Patient")));
    questions.put(
        "search by person, service",
        new Question("shelter-be", "Observation", "/fhir/Observation?patient=" + story.person()));
    questions.put(
        "search of Tasks, service",
        new Question("shelter-be", "Task", "/fhir/Task?status=accepted&_count=20"));
    return questions;
  }

  private void measure(
      String name, Question question, Node enforced, Node out, List<String> lines) {
    Unenforced.measured = question.type();
    FhirClient one = FhirClient.of(enforced.port(), question.caller());
    FhirClient other = FhirClient.of(out.port(), question.caller());
    assertThat(bare(other.get(question.path()).body()))
        .as(name)
        .isEqualTo(bare(one.get(question.path()).body()))
        .doesNotContain("OperationOutcome");
    for (int i = 0; i < WARM; i++) {
      one.get(question.path());
      other.get(question.path());
    }
    long postmaster = CpuTimes.postmaster(dataDirectory());
    List<Block> with = new ArrayList<>();
    List<Block> without = new ArrayList<>();
    for (int i = 0; i < BLOCKS; i++) {
      with.add(block(enforced, one, question, postmaster));
      without.add(block(out, other, question, postmaster));
    }
    double both =
        median(with.stream().map(Block::both)) / median(without.stream().map(Block::both));
    double server =
        median(with.stream().map(Block::server)) / median(without.stream().map(Block::server));
    lines.add(line(name, true, statements(one, question), with, both, server));
    lines.add(line(name, false, statements(other, question), without, 1, 1));
  }

  private static String bare(String body) {
    return body.replaceAll("http://[^/\"]+/", "/").replaceAll("_page=[A-Za-z0-9_.\\-]+", "_page=");
  }

  private static Block block(Node node, FhirClient client, Question question, long postmaster) {
    long server = node.meter().nanos();
    long database = CpuTimes.ofDatabase(postmaster);
    for (int i = 0; i < CALLS; i++) {
      client.get(question.path());
    }
    return new Block(
        (node.meter().nanos() - server) / NANOS_PER_MICRO / CALLS,
        (CpuTimes.ofDatabase(postmaster) - database) / NANOS_PER_MICRO / CALLS);
  }

  private static int statements(FhirClient client, Question question) {
    return CountedStatements.during(() -> client.get(question.path())).size();
  }

  private static double median(Stream<Double> values) {
    List<Double> sorted = values.sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static String line(
      String name, boolean enforced, int statements, List<Block> blocks, double both, double own) {
    return String.format(
        Locale.ROOT,
        "\"%s\",%s,%d,%d,%.0f,%.0f,%.0f,%.0f,%.0f,%.2f,%.2f",
        name,
        enforced,
        BLOCKS * CALLS,
        statements,
        median(blocks.stream().map(Block::server)),
        blocks.stream().mapToDouble(Block::server).min().orElseThrow(),
        blocks.stream().mapToDouble(Block::server).max().orElseThrow(),
        median(blocks.stream().map(Block::database)),
        median(blocks.stream().map(Block::both)),
        both,
        own);
  }
}
