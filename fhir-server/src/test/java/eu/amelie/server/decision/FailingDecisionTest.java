/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.decision;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import eu.amelie.server.handling.OutageAlarm;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.Faults;
import eu.amelie.server.testing.Faults.Fault;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Where something fails that the decision rests on, nothing is shown and nothing is written:
 * whoever could see it otherwise gets 503, whoever could not is told what she is always told, and
 * an alarm is raised. After repair all is as before.
 */
@ExchangeServer
class FailingDecisionTest {
  private static final String NAME = "Voorbeeldpersoon";

  @LocalServerPort private int port;
  @Autowired private MeterRegistry meters;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Case story;
  private String person;
  private Task task;

  @BeforeEach
  void acceptedReferral() {
    story = Case.submit(port).accepted();
    person = story.person();
    task = story.task();
    log.start();
    ((Logger) LoggerFactory.getLogger(OutageAlarm.class)).addAppender(log);
  }

  @AfterEach
  void stopListening() {
    ((Logger) LoggerFactory.getLogger(OutageAlarm.class)).detachAppender(log);
  }

  @ParameterizedTest
  @EnumSource
  void whenItFailsThenWhoCouldSeeItIsDeniedWith503AndAnAlarmIsRaised(Fault fault) {
    Faults.during(
        fault,
        () -> {
          for (String path :
              List.of(
                  "/fhir/Patient/" + person,
                  "/fhir/Patient?_id=" + person,
                  "/fhir/Observation?patient=" + person,
                  "/fhir/Patient/" + person + "/$everything",
                  "/fhir/Task?_include=Task:patient&patient=" + person)) {
            assertUnavailable(path, () -> story.service().get(path));
          }
          assertUnavailable("batch", () -> first(story.service().post("/fhir", batch())));
        });

    Answer after = story.service().get("/fhir/Patient/" + person);
    assertThat(after.as(Patient.class).getNameFirstRep().getFamily()).isEqualTo(NAME);
  }

  /** A write reads the clock with what is known of the person. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLOCK")
  void whenItFailsThenNothingIsWritten(Fault fault) {
    String etag = "W/\"" + task.getMeta().getVersionId() + "\"";
    Bundle fresh = Referrals.fresh();
    Faults.during(
        fault,
        () -> {
          Task moved = task.copy();
          moved.setStatus(TaskStatus.INPROGRESS);
          assertUnavailable("update", () -> story.service().put(moved, etag));
          assertUnavailable("withdrawal", story::withdraw);
          assertUnavailable("referral", () -> story.hospital().post("/fhir", fresh));
        });

    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.ACCEPTED);
    assertThat(story.task().getMeta().getVersionId()).isEqualTo(task.getMeta().getVersionId());
    assertThat(story.hospital().post("/fhir", fresh).status()).isEqualTo(200);
    assertThat(story.move(TaskStatus.INPROGRESS).status()).isEqualTo(200);
  }

  /** Otherwise an outage would tell what is there. */
  @ParameterizedTest
  @EnumSource
  void whenItFailsThenHiddenAndAbsentAreStillOneAnswer(Fault fault) {
    FhirClient other = FhirClient.of(port, "counselling-be");
    Faults.during(
        fault,
        () -> {
          Answer absent = other.get("/fhir/Patient/" + UUID.randomUUID());
          for (String id : List.of(person, story.id("Patient"))) {
            Answer hidden = other.get("/fhir/Patient/" + id);
            assertThat(hidden.status()).isEqualTo(absent.status());
            assertThat(hidden.body()).isEqualTo(absent.body());
          }
          assertThat(absent.status()).isEqualTo(fault == Fault.CLOCK ? 503 : 404);
        });
  }

  @ParameterizedTest
  @EnumSource
  void whenItFailsThenWhatRestsOnNoDecisionIsServed(Fault fault) {
    Faults.during(
        fault,
        () -> assertThat(story.service().get("/fhir/CodeSystem/sc-error").status()).isEqualTo(200));
  }

  private Bundle batch() {
    Bundle batch = new Bundle().setType(Bundle.BundleType.BATCH);
    batch.addEntry().getRequest().setMethod(Bundle.HTTPVerb.GET).setUrl("Patient/" + person);
    return batch;
  }

  /** The answer to the only entry, as if it had come by itself. */
  private static Answer first(Answer batch) {
    var response = batch.as(Bundle.class).getEntryFirstRep().getResponse();
    return new Answer(
        Integer.parseInt(response.getStatus().substring(0, 3)),
        FhirClient.json(response.getOutcome()),
        null);
  }

  private void assertUnavailable(String what, Supplier<Answer> call) {
    double before = meters.get(OutageAlarm.COUNTER).counter().count();
    log.list.clear();

    Answer answer = call.get();

    assertThat(answer.status()).as(what + " " + answer.body()).isEqualTo(503);
    assertThat(answer.error()).isEqualTo("unavailable");
    if (answer.raw() != null) {
      assertThat(answer.header("Retry-After")).isEqualTo("5");
    }
    assertThat(answer.body())
        .doesNotContain(NAME, "Told to fail", "Exception", "resourceType\":\"P");
    assertThat(meters.get(OutageAlarm.COUNTER).counter().count()).as(what).isGreaterThan(before);
    assertThat(log.list)
        .as(what)
        .isNotEmpty()
        .allMatch(event -> event.getLevel() == Level.ERROR)
        .allMatch(event -> event.getFormattedMessage().startsWith(OutageAlarm.MARK))
        .noneMatch(event -> event.getFormattedMessage().contains(NAME))
        .noneMatch(event -> event.getFormattedMessage().contains(person));
  }
}
