/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Http;
import eu.amelie.server.testing.Referrals;
import eu.amelie.server.testing.Tasks;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Promise 1, held against everything: five hundred referrals with a word of the sender's own in
 * every place that takes one, some changed, some refused; then no such word in any column of any
 * table, in the log, in a metric or in an error.
 */
@ExchangeServer
@Order(Integer.MAX_VALUE) // last: it leaves hundreds of cases
class WholeDatabaseTest {
  private static final long SEED = 20261126;
  private static final int REFERRALS = 500;
  private static final int THREADS = 2;

  @LocalServerPort private int port;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private TransactionTemplate transaction;
  @Autowired private List<MeterRegistry> registries;

  private final Needles needles = Needles.of(SEED);
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private FhirClient hospital;
  private FhirClient shelter;

  @Test
  void d3AndD6NoWordOfASenderStandsInTheDatabaseTheLogAMetricOrAnError() throws Exception {
    hospital = FhirClient.of(port, "hospital-be");
    shelter = FhirClient.of(port, "shelter-be");
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    AppenderBase<ILoggingEvent> appender = appender();
    root.addAppender(appender);
    try {
      submitAll();
    } finally {
      root.detachAppender(appender);
    }
    assertThat(accepted.get()).isEqualTo(REFERRALS);
    assertThat(errors).hasSizeGreaterThan(REFERRALS / 3);

    NeedleSearch search = new NeedleSearch(needles.all());
    DatabaseContents contents = new DatabaseContents(jdbc, transaction);
    contents.forEach(search::in);
    log.forEach(line -> search.in("log", line));
    errors.forEach(error -> search.in("error", error));
    metrics().forEach(metric -> search.in("metric", metric));

    assertThat(search.found()).isEmpty();
    assertThat(needles.all()).hasSizeGreaterThan(20 * REFERRALS);
    assertThat(contents.tables()).isGreaterThan(30);
    assertThat(contents.values()).isGreaterThan(100L * REFERRALS);
  }

  /** What shows that the search above could have failed. */
  @Test
  void aNeedleIsFoundWhereverItIsPlanted() {
    Needles planted = Needles.of(1);
    String word = planted.word();
    String hidden = planted.plain();
    jdbc.execute("create table exchange.scratch (a text, b bytea, c jsonb, d oid)");
    try {
      jdbc.update(
          "insert into exchange.scratch values (?, ?, ?::jsonb, lo_from_bytea(0, ?))",
          "xx" + word.toUpperCase(Locale.ROOT) + "xx",
          gzip("{\"family\":\"" + hidden + "\"}"),
          "{\"deep\": [\"" + word + "\"]}",
          hidden.getBytes(StandardCharsets.UTF_8));
      NeedleSearch search = new NeedleSearch(planted.all());
      DatabaseContents contents = new DatabaseContents(jdbc, transaction);
      contents.forEach(search::in);

      assertThat(search.found())
          .extracting(found -> found.substring(0, found.indexOf(':')))
          .contains(
              "exchange.scratch.a", "exchange.scratch.b", "exchange.scratch.c", "large object");
      assertThat(contents.inflated()).isPositive();
    } finally {
      jdbc.queryForList("select lo_unlink(d) from exchange.scratch");
      jdbc.execute("drop table exchange.scratch");
    }
  }

  private static byte[] gzip(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void submitAll() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> work =
          IntStream.range(0, REFERRALS)
              .<Callable<Void>>mapToObj(
                  i ->
                      () -> {
                        one(i, needles.apart(SEED + i + 1));
                        return null;
                      })
              .toList();
      for (Future<Void> done : pool.invokeAll(work)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private void one(int number, Needles own) {
    Answer answer = hospital.post("/fhir", RandomReferrals.next(own));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    accepted.incrementAndGet();
    Bundle response = answer.as(Bundle.class);
    switch (number % 20) {
      case 0 -> put(Referrals.id(response, "Patient"), own);
      case 4 -> patch(Referrals.id(response, "Patient"), own);
      case 8 -> inTransaction(Referrals.id(response, "Patient"), own);
      case 12 -> work(response, own);
      case 16 -> refuse(own);
      case 18 -> RandomReferrals.refusedAddresses(own).forEach(this::refused);
      default -> {}
    }
  }

  private Patient person(String id) {
    return hospital.get("/fhir/Patient/" + id).as(Patient.class);
  }

  private static String etag(Resource resource) {
    return "W/\"" + resource.getMeta().getVersionId() + "\"";
  }

  private static void done(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private void put(String id, Needles own) {
    Patient person = person(id);
    RandomReferrals.rename(person, own);
    done(hospital.put(person, etag(person)));
  }

  private void patch(String id, Needles own) {
    Patient person = person(id);
    done(
        hospital.patch(
            "/fhir/Patient/" + id,
            "[{\"op\":\"replace\",\"path\":\"/name/0/family\",\"value\":\"" + own.word() + "\"}]",
            etag(person)));
  }

  private void inTransaction(String id, Needles own) {
    Patient person = person(id);
    RandomReferrals.rename(person, own);
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    bundle
        .addEntry()
        .setResource(person)
        .getRequest()
        .setMethod(HTTPVerb.PUT)
        .setUrl("Patient/" + id)
        .setIfMatch(etag(person));
    done(hospital.post("/fhir", bundle));
  }

  /** The service adds words of its own to its Task. */
  private void work(Bundle response, Needles own) {
    Answer asked = hospital.get("/fhir/Task/" + Referrals.id(response, "Task"));
    Task task = Tasks.find(shelter, Tasks.reference(asked.as(Task.class)));
    task.setStatus(TaskStatus.ACCEPTED);
    task.addNote(new Annotation().setText(own.sentence()));
    task.addOutput().setValue(new StringType(own.sentence())).getType().setText(own.word());
    done(shelter.put(task, etag(task)));
  }

  /** Each is refused for another reason, with words of the sender's in it. */
  private void refuse(Needles own) {
    Bundle unpermitted = RandomReferrals.next(own);
    Referrals.one(unpermitted, Task.class).getOwner().setReference("Organization/shelter-gr");
    refused(hospital.post("/fhir", unpermitted));
    Bundle unlabelled = RandomReferrals.next(own);
    Referrals.one(unlabelled, Patient.class).setMeta(null);
    refused(hospital.post("/fhir", unlabelled));
    Bundle unknown = RandomReferrals.next(own);
    Referrals.one(unknown, Consent.class)
        .getProvision()
        .getProvisionFirstRep()
        .addPurpose()
        .setSystem("urn:x:" + own.plain())
        .setCode(own.plain());
    refused(hospital.post("/fhir", unknown));
    Bundle elsewhere = RandomReferrals.next(own);
    Referrals.one(elsewhere, Task.class)
        .getFor()
        .setReference("https://" + own.plain() + ".example.org/Patient/1");
    refused(hospital.post("/fhir", elsewhere));
    String json = FhirClient.json(RandomReferrals.next(own));
    send(json.replaceFirst("\"gender\":\"female\"", "\"gender\":\"" + own.plain() + "\""));
    send(json.replaceFirst("\"gender\"", "\"" + own.plain() + "\""));
    send(json.substring(0, json.length() / 2));
    refused(hospital.post("/fhir/" + own.plain(), new Patient()));
  }

  private void send(String json) {
    refused(hospital.post("/fhir", json, "application/fhir+json"));
  }

  private void refused(String address) {
    Answer answer = hospital.get(address);
    if (answer.status() >= 400) {
      errors.add(answer.raw().headers() + answer.body());
    }
  }

  private void refused(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
    errors.add(answer.raw().headers() + answer.body());
  }

  private AppenderBase<ILoggingEvent> appender() {
    AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            log.add(
                event.getThreadName() + event.getMDCPropertyMap() + event.getFormattedMessage());
            for (IThrowableProxy thrown = event.getThrowableProxy();
                thrown != null;
                thrown = thrown.getCause()) {
              log.add(thrown.getClassName() + thrown.getMessage());
            }
          }
        };
    appender.start();
    return appender;
  }

  /** Everything that any registry would export, and every page that tells of the server's state. */
  private List<String> metrics() {
    Http http = new Http(port);
    List<String> pages =
        Stream.of(
                "/actuator",
                "/actuator/health",
                "/actuator/metrics",
                "/actuator/prometheus",
                "/actuator/httpexchanges",
                "/actuator/loggers")
            .map(path -> http.get(path).body())
            .toList();
    List<String> all = new ArrayList<>(pages);
    for (MeterRegistry registry : registries) {
      registry.getMeters().forEach(meter -> all.add(meter.getId() + " " + meter.measure()));
    }
    assertThat(all).hasSizeGreaterThan(pages.size());
    return all;
  }
}
