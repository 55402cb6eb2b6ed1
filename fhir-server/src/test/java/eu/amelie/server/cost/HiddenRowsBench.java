/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.CountedStatements;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Run by hand (see docs/performance/hidden-rows.md): searches of a service with 50 cases, alone in
 * the database and then beside 100,000 items that are hidden from it. Writes a CSV and asserts no
 * time.
 */
@ExchangeServer
class HiddenRowsBench {
  private static final int VISIBLE = Integer.getInteger("amelie.bench.visible", 50);
  private static final int HIDDEN = Integer.getInteger("amelie.bench.hidden", 100_000);
  private static final int WARM = 50;
  private static final int CALLS = Integer.getInteger("amelie.bench.calls", 200);
  private static final String SERVICE = "health-be";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private DataSource database;
  @Autowired private TransactionTemplate transaction;

  @Test
  void searchesBesideHiddenItems() throws IOException {
    HiddenCopies copies = new HiddenCopies(jdbc, transaction);
    Referral.submit(port, "hospital-it", "shelter-it");
    UUID others =
        jdbc.sql("select person from exchange.case_item order by created desc limit 1")
            .query(UUID.class)
            .single();
    for (int i = 0; i < VISIBLE; i++) {
      Referral.submit(port, "hospital-gr", SERVICE);
    }
    int itemsEach =
        jdbc.sql("select count(*) from exchange.case_item where person = :person")
            .param("person", others)
            .query(Integer.class)
            .single();
    List<String> lines =
        new ArrayList<>(List.of("hidden,search,total,calls,median_ms,p95_ms,rows"));
    jdbc.sql("vacuum analyze").update();
    measure(lines);
    copies.make(others, HIDDEN / itemsEach + 1);
    jdbc.sql("vacuum analyze").update();
    measure(lines);
    copies.remove();
    Path csv = Path.of("target", "bench", "hidden-rows.csv");
    Files.createDirectories(csv.getParent());
    Files.write(csv, lines);
    lines.forEach(System.out::println);
  }

  private int hidden() {
    return jdbc.sql(
            """
            select (select count(*) from exchange.case_item)
                   - (select count(distinct t.res_id) from hfj_res_tag t
                        join hfj_tag_def d on d.tag_id = t.tag_id
                       where d.tag_code = 'support|health-be|sc-support')
            """)
        .query(Integer.class)
        .single();
  }

  private void measure(List<String> lines) {
    int hidden = hidden();
    FhirClient service = FhirClient.of(port, SERVICE);
    RowsRead rows = new RowsRead(database);
    for (Map.Entry<String, String> search : searches(service).entrySet()) {
      String path = "/fhir/" + search.getValue();
      Bundle answer = service.get(path).as(Bundle.class);
      assertThat(answer.getType()).isEqualTo(Bundle.BundleType.SEARCHSET);
      for (int i = 0; i < WARM; i++) {
        service.get(path);
      }
      Timed timed = new Timed();
      for (int i = 0; i < CALLS; i++) {
        timed.call(() -> service.get(path));
      }
      long read = RowsRead.total(rows.of(CountedStatements.during(() -> service.get(path))));
      lines.add(
          "%d,%s,%d,%s,%d"
              .formatted(hidden, search.getKey(), answer.getTotal(), timed.columns(), read));
    }
  }

  private static Map<String, String> searches(FhirClient service) {
    String person =
        service
            .get("/fhir/Task?_count=1")
            .entries(Task.class)
            .get(0)
            .getFor()
            .getReferenceElement()
            .getIdPart();
    Map<String, String> searches = new LinkedHashMap<>();
    searches.put("first page of Tasks", "Task?status=requested&_count=20");
    searches.put("count of Tasks", "Task?status=requested&_summary=count");
    searches.put("first page of Observations", "Observation?_count=20&_total=none");
    searches.put("count of Observations", "Observation?_summary=count");
    searches.put("Observations of a person", "Observation?patient=" + person);
    searches.put("newest Tasks", "Task?_sort=-_lastUpdated&_count=20");
    return searches;
  }
}
