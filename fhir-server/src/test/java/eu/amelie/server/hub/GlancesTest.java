/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.notification.Backoff;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Persons are looked at where something has become of a case, and else once in a while. */
class GlancesTest {
  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-11-26T08:00:00Z");
  private ScriptedExchange home;
  private ScriptedExchange abroad;
  private ScriptedCase one;
  private PeerRounds rounds;

  @BeforeEach
  void aCaseThatWaitsForItsAnswer() throws Exception {
    home = new ScriptedExchange();
    abroad = new ScriptedExchange();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Backoff backoff = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1));
    HomeExchange here = new HomeExchange(home.client(folder), "centre-de");
    RemoteExchange there = new RemoteExchange(abroad.client(folder));
    HubAlarm alarm = new HubAlarm("germany", meters);
    Unfinished unfinished =
        new Unfinished("germany", meters, backoff, Duration.ofMinutes(10), () -> now);
    rounds =
        new PeerRounds(
            new HubRound(
                here,
                there,
                new CarriedCase("Organization/hub-be", "Organization/centre-de", true),
                unfinished,
                alarm),
            new Glances(here, there, unfinished, Duration.ofMinutes(5), () -> now),
            alarm,
            backoff,
            Duration.ofMinutes(10),
            () -> now);
    one =
        new ScriptedCase(home, abroad, "a")
            .offered(TaskStatus.REQUESTED)
            .carried(TaskStatus.REQUESTED);
    // The first look knows of no glance before it, the second has one to keep.
    rounds.runIfDue();
    rounds.runIfDue();
  }

  @AfterEach
  void stop() {
    home.close();
    abroad.close();
  }

  private long looksDuring(Runnable change, Duration later) {
    long before = home.looks();
    change.run();
    now = now.plus(later);
    rounds.runIfDue();
    return home.looks() - before;
  }

  private static final Duration NEXT = Duration.ofSeconds(5);

  @Test
  void whileNothingBecomesOfAnyCaseNobodyIsLookedAt() {
    assertThat(looksDuring(() -> {}, NEXT)).isZero();
    assertThat(looksDuring(() -> {}, NEXT)).isZero();
  }

  @Test
  void anAnswerThereIsFollowedByTheNextRound() {
    assertThat(
            looksDuring(
                () -> {
                  one.there().setStatus(TaskStatus.ACCEPTED);
                  one.there().getMeta().setVersionId("2");
                },
                NEXT))
        .isPositive();
    assertThat(one.atHome().getStatus()).isEqualTo(TaskStatus.ACCEPTED);
  }

  @Test
  void aWithdrawalIsFollowedByTheNextRound() {
    assertThat(looksDuring(this::withdraw, NEXT)).isPositive();
    assertThat(one.isErasedThere()).isTrue();
  }

  @Test
  void aChangedTaskAtHomeIsFollowedByTheNextRound() {
    assertThat(looksDuring(() -> one.atHome().getMeta().setVersionId("t2"), NEXT)).isPositive();
  }

  /** Then the offer says so, or at least does not name the Consent any longer. */
  private void withdraw() {
    one.atHome().getMeta().setVersionId("t9");
    one.withdrawn();
  }

  @Test
  void aCorrectionIsFoundByTheWholeLookThatComesAnyway() {
    Runnable correction = () -> home.held("Patient/a", Patient.class).getMeta().setVersionId("p2");

    assertThat(looksDuring(correction, NEXT)).isZero();
    assertThat(looksDuring(() -> {}, Duration.ofMinutes(5))).isPositive();
    assertThat(abroad.done()).anyMatch(done -> done.startsWith("PUT Patient/"));
  }

  @Test
  void theWholeLookThatComesAnywayIsOne() {
    assertThat(looksDuring(() -> {}, Duration.ofMinutes(5))).isPositive();
    assertThat(looksDuring(() -> {}, NEXT)).isZero();
  }

  @Test
  void whatIsUnfinishedIsLookedAtAgain() {
    abroad.refuses("POST Consent/", 422);
    looksDuring(this::withdraw, NEXT);

    assertThat(looksDuring(() -> {}, Duration.ofSeconds(61))).isPositive();
  }

  @Test
  void aSideThatCannotBeAskedLeavesItAllToTheNextRound() {
    abroad.way().shut();
    assertThat(looksDuring(this::withdraw, NEXT)).isZero();
    abroad.way().open();

    assertThat(looksDuring(() -> {}, Duration.ofSeconds(61))).isPositive();
    assertThat(one.isErasedThere()).isTrue();
  }
}
