/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.release.ReleaseRebuild;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.SameSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The command beside a running server, as somebody at its machine types it. */
@ExchangeServer
@ExtendWith(SameSettings.class)
class ReleaseCommandTest {
  @LocalServerPort private int port;
  @Autowired private IdDoor door;
  @Autowired private JdbcClient jdbc;
  @Autowired private ReleaseRebuild rebuild;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int release(String... arguments) {
    out.getBuffer().setLength(0);
    String[] all = new String[arguments.length + 1];
    all[0] = "release";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return ReleaseCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }

  private int loseTagsOf(Case story) {
    UUID person = door.inward(Coordination.caller("hospital-be"), story.id("Patient"));
    return jdbc.sql(
            """
            delete from hfj_res_tag t using hfj_resource r, exchange.case_item i
             where t.res_id = r.res_id and r.fhir_id = i.id::text and i.person = :person
            """)
        .param("person", person)
        .update();
  }

  private static int signs(Case story, String person) {
    return story
        .service()
        .get("/fhir/Observation?_count=0&patient=" + person)
        .as(Bundle.class)
        .getTotal();
  }

  @Test
  void lostTagsAreFoundAndSetRightWhileTheServerRuns() {
    Case story = Case.submit(port).accepted();
    String person = story.person();
    int lost = loseTagsOf(story);
    assertThat(lost).isPositive();
    assertThat(signs(story, person)).isZero();

    assertThat(release("rebuild", "--check", "--sandbox")).as(err.toString()).isEqualTo(1);
    assertThat(out.toString())
        .as(err.toString())
        .contains("1 with wrong release tags, " + lost + " tags in all")
        .doesNotContain(person, "hospital", "shelter");
    assertThat(signs(story, person)).as("left as it was").isZero();

    assertThat(release("rebuild", "--sandbox")).as(err.toString()).isZero();
    assertThat(out.toString()).contains(lost + " tags in all");
    assertThat(signs(story, person)).isPositive();
    assertThat(rebuild.check().isClean()).isTrue();
  }

  @Test
  void whatIsNotUnderstoodIsNotQuoted() {
    assertThat(release("rebuild", "--password=secret")).isEqualTo(2);
    assertThat(err.toString()).contains("Usage").doesNotContain("secret");
    assertThat(ReleaseCommand.isMeantBy("release", "rebuild")).isTrue();
    assertThat(ReleaseCommand.isMeantBy("--release")).isFalse();
  }
}
