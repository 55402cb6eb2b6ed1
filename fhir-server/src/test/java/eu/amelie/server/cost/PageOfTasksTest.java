/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.CountedStatements;
import eu.amelie.server.testing.CountedStatements.Heard;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a service asks most: its Tasks. */
@ExchangeServer
@TestInstance(Lifecycle.PER_CLASS)
class PageOfTasksTest {
  private static final int MANY = 8;

  @LocalServerPort private int port;

  private FhirClient service;

  @BeforeAll
  void submit() {
    for (int i = 0; i < MANY; i++) {
      service = Case.submit(port).service();
    }
  }

  /** Asked twice, since what was once read of a version is kept. */
  private List<Heard> page(int size, String further) {
    Runnable page =
        () ->
            assertThat(
                    service
                        .get("/fhir/Task?_sort=-_lastUpdated&_count=" + size + further)
                        .entries(Task.class))
                .hasSize(size);
    page.run();
    return CountedStatements.leastOf(page);
  }

  @Test
  void takesAsManyStatementsHoweverManyThereAre() {
    List<String> few = page(2, "").stream().map(Heard::sql).toList();
    List<String> many = page(MANY, "").stream().map(Heard::sql).toList();

    assertThat(many).hasSameSizeAs(few);
  }

  /** What is sealed is opened by itself, and nothing else is asked for again. */
  @Test
  void withItsCasesAsksAgainForSealedIdentityOnly() {
    String cases = "&_include=Task:focus&_include=Task:patient";
    List<String> few = page(2, cases).stream().map(Heard::sql).toList();
    List<String> many = new ArrayList<>(page(MANY, cases).stream().map(Heard::sql).toList());
    few.forEach(many::remove);

    assertThat(many)
        .as("asked again %d times", many.size())
        .filteredOn(statement -> !statement.contains("vault.element"))
        .isEmpty();
  }
}
