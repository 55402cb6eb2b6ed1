/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cost.RowsRead.Scan;
import eu.amelie.server.cost.Searches.Search;
import eu.amelie.server.database.DatabaseSettings;
import eu.amelie.server.testing.CountedStatements;
import eu.amelie.server.testing.ExchangeServer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Line B17 of the list of disclosure channels, as cost: what a search goes through in the database
 * is what the caller may see, however much it may not. Rows are counted, by the plans that the
 * database makes of the very statements; no time is asserted.
 */
@ExchangeServer
@TestInstance(Lifecycle.PER_CLASS)
class HiddenRowsPlanTest {
  private static final int COPIES = 1_000;
  private static final double FACTOR = 1.3;

  /** A block of a small table is read whole rather than by its index. */
  private static final int SOME = 60;

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private DatabaseSettings settings;
  @Autowired private DataSource database;

  /** What the planner knows of the tables when it makes a plan. */
  private enum Knowing {
    /** What was there when there was a tenth: it has not had a look since. */
    OLD,
    CURRENT
  }

  private CopiedCases copies;
  private List<Search> searches;
  private Map<String, List<Scan>> few;
  private final Map<Knowing, Map<String, List<Scan>>> many = new EnumMap<>(Knowing.class);

  /** A service with one case, beside one of another service and then many. */
  @BeforeAll
  void hide() {
    copies = new CopiedCases(settings);
    Referral.submit(port, "hospital-it", "shelter-it");
    UUID others =
        jdbc.sql(
                """
                select person from exchange.case_item
                 where custodian = 'hospital-it' order by created desc limit 1
                """)
            .query(UUID.class)
            .single();
    Referral.submit(port, "hospital-gr", "health-be");
    searches = Searches.of(port, "health-be", "hospital-gr");
    copies.analyze();
    few = measured();
    List<String> before = answers();
    copies.make(others, COPIES / 10);
    copies.analyze();
    int hidden = copies.make(others, COPIES);
    assertThat(hidden).isGreaterThan(COPIES * 10);
    many.put(Knowing.OLD, measured());
    copies.analyze();
    many.put(Knowing.CURRENT, measured());
    assertThat(answers()).isEqualTo(before);
  }

  @AfterAll
  void remove() {
    copies.remove();
  }

  private Map<String, List<Scan>> measured() {
    RowsRead rows = new RowsRead(database);
    Map<String, List<Scan>> scans = new LinkedHashMap<>();
    for (Search search : searches) {
      scans.put(search.name(), rows.of(CountedStatements.leastOf(search::ask)));
    }
    return scans;
  }

  private List<String> answers() {
    return searches.stream()
        .map(search -> search.ask().body().replaceAll("_page=[A-Za-z0-9_.\\-]+", "_page="))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void b17ASearchReadsNoMoreRowsForWhatIsHidden(Knowing knowing) {
    assertThat(many.get(knowing))
        .allSatisfy(
            (name, scans) ->
                assertThat(RowsRead.total(scans))
                    .as("%s: %s, and with few hidden: %s", name, scans, few.get(name))
                    .isLessThanOrEqualTo(
                        Math.round(RowsRead.total(few.get(name)) * FACTOR) + SOME));
  }

  @Test
  void b17TheReleaseTagLeads() {
    assertThat(many.get(Knowing.CURRENT).get("count of Observations"))
        .anyMatch(scan -> scan.index().toLowerCase(Locale.ROOT).contains("res_tag_tag_res"));
  }

  /** The plans counted here are those that the server's own connections make. */
  @Test
  void b17EachStatementIsPlannedForItsOwnValues() {
    assertThat(jdbc.sql("show plan_cache_mode").query(String.class).single())
        .isEqualTo("force_custom_plan");
  }

  /** The planner goes through the statistics of a column, which grow with what is hidden. */
  @Test
  void b17StatisticsAreShort() {
    assertThat(
            jdbc.sql(
                    """
                    select attrelid::regclass || '.' || attname from pg_attribute
                     where attrelid::regclass::text like 'hfj_%' and attstattarget > 100
                    """)
                .query(String.class)
                .list())
        .isEmpty();
  }
}
