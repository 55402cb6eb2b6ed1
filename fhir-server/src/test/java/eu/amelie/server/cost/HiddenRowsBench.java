/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.AmelieApplication;
import eu.amelie.server.cost.Searches.Search;
import eu.amelie.server.database.DatabaseSettings;
import eu.amelie.server.database.EmbeddedDatabase;
import eu.amelie.server.testing.CountedStatements;
import eu.amelie.server.testing.CountedStatements.Heard;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * Run by hand (see docs/performance/hidden-rows.md): the same requests to two servers, one of which
 * has a service's 50 cases and nothing else, and the other those beside 100,000 items that are
 * hidden from who asks. Writes a CSV and asserts no time.
 */
@ExchangeServer
class HiddenRowsBench {
  private static final Logger log = LoggerFactory.getLogger(HiddenRowsBench.class);
  private static final int VISIBLE = Integer.getInteger("amelie.bench.visible", 50);
  private static final int HIDDEN = Integer.getInteger("amelie.bench.hidden", 100_000);
  private static final int WARM = Integer.getInteger("amelie.bench.warm", 20);
  private static final int BLOCKS = Integer.getInteger("amelie.bench.blocks", 8);
  private static final int PAIRS = Integer.getInteger("amelie.bench.pairs", 12);
  private static final int WRITES = Integer.getInteger("amelie.bench.writes", 4);
  private static final String SERVICE = "health-be";
  private static final String HOSPITAL = "hospital-gr";

  @Autowired private ApplicationContext running;
  @Autowired private EmbeddedDatabase embedded;

  /** A server with a database of its own. */
  private record Node(int port, DataSource source, DatabaseSettings settings) {
    static Node of(ApplicationContext context) {
      return new Node(
          ((WebServerApplicationContext) context).getWebServer().getPort(),
          context.getBean(DataSource.class),
          context.getBean(DatabaseSettings.class));
    }

    /** With tokens that were given just now. */
    List<Search> searches() {
      return Searches.of(port, SERVICE, HOSPITAL);
    }

    List<Heard> heard(Search search) {
      return CountedStatements.during(search::ask);
    }

    long rows(List<Heard> statements) {
      return RowsRead.total(new RowsRead(source).of(statements));
    }

    int cases() {
      return JdbcClient.create(source)
          .sql("select count(*) from exchange.case_task where owner = :service")
          .param("service", SERVICE)
          .query(Integer.class)
          .single();
    }

    /**
     * @param cases of the service's
     * @return a person of somebody else's
     */
    UUID fill(int cases) {
      Referral.submit(port, "hospital-it", "shelter-it");
      UUID others =
          JdbcClient.create(source)
              .sql("select person from exchange.case_item order by created desc limit 1")
              .query(UUID.class)
              .single();
      for (int i = cases(); i < cases; i++) {
        Referral.submit(port, HOSPITAL, SERVICE);
      }
      return others;
    }
  }

  @Test
  void requestsBesideHiddenItems() throws IOException {
    Node alone = Node.of(running);
    DatabaseSettings second = embedded.create("beside");
    ConfigurableApplicationContext context = start(second);
    try {
      Node beside = Node.of(context);
      alone.fill(VISIBLE);
      UUID others = beside.fill(alone.cases());
      int each =
          JdbcClient.create(beside.source())
              .sql("select count(*) from exchange.case_item where person = :person")
              .param("person", others)
              .query(Integer.class)
              .single();
      log.info("Cases are submitted, of {} items each.", each);
      CopiedCases copies = new CopiedCases(second);
      int hidden = copies.make(others, HIDDEN / each + 1);
      log.info("{} items are copied.", hidden);
      copies.analyze();
      new CopiedCases(alone.settings()).analyze();
      write("hidden-rows.csv", measured(hidden, alone, beside));
      write("hidden-rows-writes.csv", written(hidden, alone, beside));
    } finally {
      context.close();
    }
  }

  private static ConfigurableApplicationContext start(DatabaseSettings database)
      throws IOException {
    // What an earlier run has taken back for good is on record there.
    FileSystemUtils.deleteRecursively(Path.of("target", "beside"));
    return new SpringApplicationBuilder(AmelieApplication.class)
        .profiles("sandbox")
        .run(
            "--server.port=0",
            "--AMELIE_DATA_DIR=target/beside",
            "--spring.datasource.url=" + database.url(),
            "--spring.datasource.username=" + database.username(),
            "--spring.datasource.password=" + database.password());
  }

  private static List<String> measured(int hidden, Node alone, Node beside) {
    List<String> timed = timed(alone, beside);
    List<String> lines =
        new ArrayList<>(
            List.of(
                "hidden,request,"
                    + Paired.header()
                    + ",counted_alone,counted_beside,statements_alone,statements_beside"
                    + ",rows_alone,rows_beside"));
    for (int n = 0; n < timed.size(); n++) {
      List<Heard> one = alone.heard(alone.searches().get(n));
      List<Heard> other = beside.heard(beside.searches().get(n));
      lines.add(
          "%d,%s,%d,%d,%d,%d"
              .formatted(
                  hidden,
                  timed.get(n),
                  one.size(),
                  other.size(),
                  alone.rows(one),
                  beside.rows(other)));
    }
    return lines;
  }

  /** Of each request its name, times, and what the databases themselves counted for a call. */
  private static List<String> timed(Node alone, Node beside) {
    OwnCounters ones = new OwnCounters(alone.settings());
    OwnCounters others = new OwnCounters(beside.settings());
    List<String> timed = new ArrayList<>();
    int requests = alone.searches().size();
    int calls = WARM + BLOCKS * PAIRS;
    for (int n = 0; n < requests; n++) {
      Search one = alone.searches().get(n).unwatched();
      Search other = beside.searches().get(n).unwatched();
      long before = ones.rows();
      long othersBefore = others.rows();
      Paired paired = paired(one, other);
      OwnCounters.awaitAll();
      timed.add(
          "%s,%s,%d,%d"
              .formatted(
                  one.name(),
                  paired.columns(),
                  (ones.rows() - before) / calls,
                  (others.rows() - othersBefore) / calls));
      log.info("{}", timed.get(n));
    }
    return timed;
  }

  private static Paired paired(Search one, Search other) {
    for (int i = 0; i < WARM; i++) {
      one.ask();
      other.ask();
    }
    Paired paired = new Paired();
    for (int i = 0; i < BLOCKS; i++) {
      paired.block(PAIRS, one::ask, other::ask);
    }
    return paired;
  }

  /** What a submission and a withdrawal cost: no promise says that these cost the same. */
  private static List<String> written(int hidden, Node alone, Node beside) {
    List<String> lines = new ArrayList<>(List.of("hidden,request," + Paired.header()));
    lines.add(hidden + ",submission," + paired(submissions(alone), submissions(beside)));
    lines.add(hidden + ",withdrawal," + paired(withdrawals(alone), withdrawals(beside)));
    return lines;
  }

  private static String paired(Queue<Runnable> ones, Queue<Runnable> others) {
    Paired paired = new Paired();
    for (int i = 0; i < BLOCKS; i++) {
      paired.block(WRITES, () -> ones.remove().run(), () -> others.remove().run());
    }
    return paired.columns();
  }

  private static Queue<Runnable> submissions(Node node) {
    FhirClient hospital = FhirClient.of(node.port(), HOSPITAL).unwatched();
    return IntStream.range(0, BLOCKS * WRITES)
        .mapToObj(i -> Referral.between(HOSPITAL, SERVICE))
        .<Runnable>map(referral -> () -> Referral.submit(hospital, referral))
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  private static Queue<Runnable> withdrawals(Node node) {
    FhirClient hospital = FhirClient.of(node.port(), HOSPITAL).unwatched();
    return hospital
        .get("/fhir/Consent?status=active&_count=" + BLOCKS * WRITES)
        .entries(Consent.class)
        .stream()
        .map(consent -> "/fhir/Consent/" + consent.getIdElement().getIdPart() + "/$withdraw")
        .<Runnable>map(path -> () -> withdraw(hospital, path))
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  private static void withdraw(FhirClient hospital, String path) {
    FhirClient.Answer answer = hospital.post(path, new Parameters());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static void write(String name, List<String> lines) throws IOException {
    Path csv = Path.of("target", "bench", name);
    Files.createDirectories(csv.getParent());
    Files.write(csv, lines);
    lines.forEach(System.out::println);
  }
}
