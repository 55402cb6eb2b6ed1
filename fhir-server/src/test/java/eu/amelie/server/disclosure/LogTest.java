/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.Http;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Section D of the list of disclosure channels: what stands in the log after a whole story. */
@ExchangeServer
class LogTest {
  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  @Test
  void d3NoNameNoIdAndNoParameterStandsInTheLog() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    root.addAppender(appender);
    Level before = root.getLevel();
    root.setLevel(Level.INFO);
    Case story;
    String person;
    try {
      story = Case.submit(port).accepted();
      person = story.person();
      provoke(story, person, new Http(port));
      story.withdraw();
      LoggerFactory.getLogger(LogTest.class).info("The appender hears this.");
    } finally {
      root.setLevel(before);
      root.detachAppender(appender);
    }
    String log = appender.list.stream().map(LogTest::text).collect(Collectors.joining("\n"));

    assertThat(log).contains("The appender hears this.");
    assertThat(log).doesNotContain("Voorbeeldpersoon", "Fictiva", "555 01 17", "FICTION-000417");
    assertThat(log).doesNotContain(person, story.id("Patient"), story.id("Task"));
    List<String> internal =
        jdbc.sql("select id::text from exchange.case_item").query(String.class).list();
    assertThat(internal).isNotEmpty().noneMatch(log::contains);
  }

  /** Calls that are refused in one way or another, each with something that must not be logged. */
  private static void provoke(Case story, String person, Http anybody) {
    FhirClient service = story.service();
    service.get("/fhir/Patient?name=Voorbeeldpersoon");
    service.get("/fhir/Patient/Voorbeeldpersoon");
    service.post(
        "/fhir/Patient", "{\"resourceType\":\"Voorbeeldpersoon\"}", "application/fhir+json");
    Patient patient = service.get("/fhir/Patient/" + person).as(Patient.class);
    service.put(patient, "W/\"Voorbeeldpersoon\"");
    story.hospital().put(patient, null);
    for (String address :
        List.of("//fhir/Patient/", "/fhir;x/Patient/", "/fhir//Patient/", "/nothing/")) {
      assertThat(anybody.get(address + person).statusCode()).isIn(400, 401, 404);
      service.get(address + "Voorbeeldpersoon");
    }
  }

  private static String text(ILoggingEvent event) {
    String thrown =
        event.getThrowableProxy() == null ? "" : " " + event.getThrowableProxy().getMessage();
    return event.getFormattedMessage() + thrown;
  }
}
