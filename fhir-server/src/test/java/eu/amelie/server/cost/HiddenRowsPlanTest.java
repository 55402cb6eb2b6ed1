/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cost.RowsRead.Scan;
import eu.amelie.server.testing.CountedStatements;
import eu.amelie.server.testing.CountedStatements.Heard;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Line B17 of the list of disclosure channels, as cost: what a search goes through in the database
 * is what the caller may see, however much it may not. Rows are counted, by the plans that the
 * database makes of the very statements; no time is asserted.
 */
@ExchangeServer
@TestInstance(Lifecycle.PER_CLASS)
class HiddenRowsPlanTest {
  private static final int COPIES = 300;
  private static final double FACTOR = 1.3;

  /** A block of a small table is read whole rather than by its index. */
  private static final int SOME = 60;

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private DataSource database;
  @Autowired private TransactionTemplate transaction;

  private HiddenCopies copies;
  private FhirClient service;
  private UUID othersPerson;
  private Map<String, String> searches;

  /** A service with one case, beside one of another service, which is copied later. */
  @BeforeAll
  void submit() {
    copies = new HiddenCopies(jdbc, transaction);
    Referral.submit(port, "hospital-it", "shelter-it");
    othersPerson =
        jdbc.sql("select person from exchange.case_item order by created desc limit 1")
            .query(UUID.class)
            .single();
    service = Referral.submit(port, "hospital-gr", "health-be");
    String person =
        service
            .get("/fhir/Task?_count=1")
            .entries(Task.class)
            .get(0)
            .getFor()
            .getReferenceElement()
            .getIdPart();
    searches = new LinkedHashMap<>();
    searches.put("first page of Tasks", "Task?status=requested&_count=20");
    searches.put("count of Tasks", "Task?_summary=count");
    searches.put("Tasks by time", "Task?_sort=-_lastUpdated&_count=20");
    searches.put("count of Observations", "Observation?_summary=count");
    searches.put("first page of Observations", "Observation?_count=20&_total=accurate");
    searches.put("Observations of a person", "Observation?_count=20&patient=" + person);
    searches.put("Observations by day", "Observation?_count=20&date=ge2025-11-18");
  }

  @AfterAll
  void remove() {
    copies.remove();
  }

  private Map<String, List<Scan>> measured() {
    RowsRead rows = new RowsRead(database);
    Map<String, List<Scan>> scans = new LinkedHashMap<>();
    searches.forEach(
        (name, query) -> {
          List<Heard> heard =
              CountedStatements.during(() -> assertThat(ask(query).status()).isEqualTo(200));
          scans.put(name, rows.of(heard));
        });
    return scans;
  }

  private FhirClient.Answer ask(String query) {
    return service.get("/fhir/" + query);
  }

  @Test
  void b17ASearchReadsNoMoreRowsForWhatIsHidden() {
    jdbc.sql("analyze").update();
    Map<String, List<Scan>> few = measured();
    List<String> before = searches.values().stream().map(query -> ask(query).body()).toList();
    int hidden = copies.make(othersPerson, COPIES);
    assertThat(hidden).isGreaterThan(COPIES * 10);
    Map<String, List<Scan>> many = measured();

    assertThat(
            searches.values().stream()
                .map(query -> ask(query).body())
                .map(HiddenRowsPlanTest::bare))
        .isEqualTo(before.stream().map(HiddenRowsPlanTest::bare).toList());
    many.forEach(
        (name, scans) ->
            assertThat(RowsRead.total(scans))
                .as("%s: %s, and with few hidden: %s", name, scans, few.get(name))
                .isLessThanOrEqualTo(Math.round(RowsRead.total(few.get(name)) * FACTOR) + SOME));
    assertThat(many.get("count of Observations"))
        .as("the way through the release tag")
        .anyMatch(
            scan -> scan.index().toLowerCase(java.util.Locale.ROOT).contains("res_tag_tag_res"));
  }

  private static String bare(String body) {
    return body.replaceAll("_page=[A-Za-z0-9_.\\-]+", "_page=");
  }
}
