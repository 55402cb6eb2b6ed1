/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.handling.OutageAlarm;
import eu.amelie.server.testing.ExchangeServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the exchange does by itself is on record or has not happened. */
@ExchangeServer
class OwnDeedsTest {
  @Autowired private OwnDeeds deeds;
  @Autowired private JdbcClient jdbc;
  @Autowired private MeterRegistry meters;

  private final UUID person = UUID.randomUUID();
  private final String item = "Patient/" + person;

  private List<String> onRecord() {
    return jdbc.sql("select interaction from exchange.audit_event where items = :items")
        .param("items", item + "[]")
        .query(String.class)
        .list();
  }

  private boolean restrictFor(String custodian) {
    return jdbc.sql(
                """
                insert into exchange.restriction (person, custodian, reason)
                values (:person, :custodian, 'fictional')
                """)
            .param("person", person)
            .param("custodian", custodian)
            .update()
        == 1;
  }

  private long restrictions() {
    return jdbc.sql("select count(*) from exchange.restriction where person = :person")
        .param("person", person)
        .query(Long.class)
        .single();
  }

  @Test
  void whatIsDoneIsOnRecordAndWhatThereIsNothingToDoAboutIsNot() {
    deeds.perform(person, "fictional-deed", item, () -> false);
    assertThat(onRecord()).isEmpty();

    deeds.perform(person, "fictional-deed", item, () -> restrictFor("nobody"));

    assertThat(onRecord()).containsExactly("operation Patient fictional-deed");
    assertThat(restrictions()).isEqualTo(1);
  }

  @Test
  void whatFailsIsUndoneRaisesTheAlarmAndHoldsUpNothing() {
    double before = meters.get(OutageAlarm.COUNTER).counter().count();

    boolean performed =
        deeds.perform(
            person,
            "fictional-deed",
            item,
            () -> {
              restrictFor("nobody");
              throw new IllegalStateException("Told to fail");
            });

    assertThat(performed).isFalse();
    assertThat(onRecord()).isEmpty();
    assertThat(restrictions()).isZero();
    assertThat(meters.get(OutageAlarm.COUNTER).counter().count())
        .as("others may raise it as well")
        .isGreaterThanOrEqualTo(before + 1);
    assertThat(deeds.perform(person, "fictional-deed", item, () -> true)).isTrue();
    assertThat(onRecord()).hasSize(1);
  }
}
