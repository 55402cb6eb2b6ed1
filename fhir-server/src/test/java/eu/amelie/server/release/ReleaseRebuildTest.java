/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.release;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.release.ReleaseRebuild.Report;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.ExchangeServer;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Release tags follow each write; a rebuild finds them right, and sets right what is not. */
@ExchangeServer
class ReleaseRebuildTest {
  @LocalServerPort private int port;
  @Autowired private IdDoor door;
  @Autowired private JdbcClient jdbc;
  @Autowired private ReleaseRebuild rebuild;

  private Instant now() {
    return jdbc.sql("select clock_timestamp()").query(Timestamp.class).single().toInstant();
  }

  private UUID internal(Case story) {
    return door.inward(Coordination.caller("hospital-be"), story.id("Patient"));
  }

  /** What is wrong with those written about since, among whom others may be meanwhile. */
  private Report since(Instant begun) {
    Report report = rebuild.checkSince(begun);
    assertThat(report.persons()).isPositive();
    return new Report(1, report.drifted(), report.tags());
  }

  private int loseTags(UUID person) {
    return jdbc.sql(
            """
            delete from hfj_res_tag t using hfj_resource r, exchange.case_item i
             where t.res_id = r.res_id and r.fhir_id = i.id::text and i.person = :person
            """)
        .param("person", person)
        .update();
  }

  private static int observations(Case story, String person) {
    return story
        .service()
        .get("/fhir/Observation?_count=0&patient=" + person)
        .as(Bundle.class)
        .getTotal();
  }

  @Test
  void afterEverythingThatHappensToACaseTheTagsAreRight() {
    Instant begun = now();
    Case story = Case.submit(port).accepted();
    assertThat(since(begun)).isEqualTo(new Report(1, 0, 0));
    story.withdraw();
    assertThat(since(begun)).isEqualTo(new Report(1, 0, 0));
  }

  @Test
  void lostTagsHideAreFoundAndAreSetRight() {
    Instant begun = now();
    Case story = Case.submit(port).accepted();
    String person = story.person();
    int visible = observations(story, person);
    assertThat(visible).isPositive();
    int lost = loseTags(internal(story));

    assertThat(observations(story, person)).isZero();
    assertThat(since(begun)).isEqualTo(new Report(1, 1, lost));
    assertThat(since(begun)).as("left as it was").isEqualTo(new Report(1, 1, lost));
    assertThat(rebuild.rebuild().tags()).isEqualTo(lost);
    assertThat(rebuild.check().isClean()).isTrue();
    assertThat(observations(story, person)).isEqualTo(visible);
  }

  @Test
  void anItemThatHasLostItsListIsHiddenIsFoundAndIsSetRight() {
    Instant begun = now();
    Case story = Case.submit(port).accepted();
    String patient = "/fhir/Patient/" + story.person();
    assertThat(story.service().get(patient).status()).isEqualTo(200);
    int lost =
        jdbc.sql("update exchange.case_item set released_to = '{}' where id = :person")
            .param("person", internal(story))
            .update();

    assertThat(story.service().get(patient).status()).isEqualTo(404);
    assertThat(since(begun)).isEqualTo(new Report(1, 1, lost));
    assertThat(rebuild.rebuild().tags()).isEqualTo(lost);
    assertThat(story.service().get(patient).status()).isEqualTo(200);
  }

  @Test
  void aTagTooManyRevealsNothingAndIsTakenAway() {
    Instant begun = now();
    Case story = Case.submit(port).accepted();
    String person = story.person();
    story.withdraw();
    UUID about = internal(story);
    int added =
        jdbc.sql(
                """
                insert into hfj_res_tag (pid, tag_id, res_id, res_type, res_type_id)
                select nextval('seq_restag_id'), d.tag_id, r.res_id, r.res_type, r.res_type_id
                  from hfj_resource r, exchange.case_item i, hfj_tag_def d
                 where r.fhir_id = i.id::text and i.person = :person and i.type = 'Observation'
                   and d.tag_code = 'support|shelter-be|sc-support'
                """)
            .param("person", about)
            .update();
    assertThat(added).isPositive();

    assertThat(
            story.service().get("/fhir/Observation?patient=" + person).as(Bundle.class).getEntry())
        .isEmpty();
    int listed =
        jdbc.sql(
                """
                update exchange.case_item set released_to = '{support|shelter-be|sc-support}'
                 where person = :person
                """)
            .param("person", about)
            .update();
    assertThat(story.service().get("/fhir/Patient/" + person).status()).isEqualTo(404);
    assertThat(rebuild.checkSince(begun).tags()).isEqualTo(added + listed);
    assertThat(rebuild.rebuild()).extracting(Report::tags).isEqualTo(added + listed);
    assertThat(rebuild.checkSince(begun).isClean()).isTrue();
  }
}
