/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.statistics.Quarter;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.StratifierGroupComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Statistics over HTTP. The persons of this class are moved into a quarter of the past that no
 * other test knows: {@link #FEW_DAYS eleven} who were accepted within days, {@link #LONG eleven}
 * who were accepted much later, eleven whom nobody has answered, and two women who may not be
 * counted. A number is published beside one that is given up for the empty ones, hence always two
 * groups of eleven or more.
 */
@ExchangeServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatisticsTest {
  private static final String PERIOD = "periodStart=2019-04-01&periodEnd=2019-06-30";
  private static final String MEASURE = "/fhir/Measure/sc-referrals/$evaluate-measure?";
  private static final Set<String> KEPT =
      Set.of("Patient", "Consent", "Encounter", "Condition", "ServiceRequest", "Task");

  private static final Counted FEW_DAYS =
      new Counted(
          AdministrativeGender.FEMALE, "1994", "third-country", "sexual", "safe-accommodation");
  private static final Counted LONG =
      new Counted(null, "1980", "national", "forced-labour", "legal-aid");
  private static final Counted UNANSWERED =
      new Counted(null, "1980", "national", null, "legal-aid");

  /**
   * What a person is counted by.
   *
   * @param form null where nobody has said it
   */
  private record Counted(
      AdministrativeGender gender,
      String birthYear,
      String citizenship,
      String form,
      String service) {
    Counted of(AdministrativeGender other) {
      return new Counted(other, birthYear, citizenship, form, service);
    }
  }

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transaction;
  @Autowired private FirstReferrals referrals;

  private FhirClient office;
  private FhirClient hospital;
  private String woman;
  private String first;

  @BeforeAll
  void referAndMoveIntoThePast() {
    office = FhirClient.of(port, "statistics-eu");
    hospital = FhirClient.of(port, "hospital-it");
    // What an earlier run on the same database left.
    jdbc.sql("delete from exchange.statistics_report where quarter like '2019-%'").update();
    move("created between '2019-01-01' and '2020-01-01'", "1999-01-10");
    Timestamp start = databaseTime();
    for (int i = 0; i < 11; i++) {
      woman = refer(FEW_DAYS, true);
    }
    Timestamp second = databaseTime();
    for (int i = 0; i < 11; i++) {
      refer(LONG, true);
    }
    acceptSince(start);
    for (int i = 0; i < 10; i++) {
      refer(UNANSWERED, true);
    }
    refer(UNANSWERED.of(AdministrativeGender.MALE), true);
    refer(FEW_DAYS, false);
    refer(FEW_DAYS, false);
    moveSteps(start, second, "2019-05-14");
    move("custodian = 'hospital-it' and created >= '" + start.toInstant() + "'", "2019-05-10");
    first = office.get(MEASURE + PERIOD + "&country=IT").body();
  }

  private Timestamp databaseTime() {
    return jdbc.sql("select clock_timestamp()").query(Timestamp.class).single();
  }

  /** By the service itself, those of this class alone: both parties know the reference. */
  private void acceptSince(Timestamp start) {
    FhirClient shelter = FhirClient.of(port, "shelter-it");
    Set<String> ours =
        jdbc.sql(
                """
                select t.reference from exchange.case_task t join exchange.case_item i on i.id = t.id
                 where i.custodian = 'hospital-it' and i.created >= :start
                """)
            .param("start", start)
            .query(String.class)
            .set();
    List<Task> waiting =
        shelter.all("/fhir/Task?_count=200", Task.class).stream()
            .filter(
                task ->
                    task.getIdentifier().stream()
                        .anyMatch(identifier -> ours.contains(identifier.getValue())))
            .toList();
    assertThat(waiting).hasSize(22);
    for (Task task : waiting) {
      String etag = "W/\"" + task.getMeta().getVersionId() + "\"";
      Answer answer = shelter.put(task.setStatus(TaskStatus.ACCEPTED), etag);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
  }

  /** The steps of what was sent between these times, as if taken on that day. */
  private void moveSteps(Timestamp from, Timestamp to, String day) {
    int moved =
        jdbc.sql(
                """
                update hfj_res_ver v
                   set res_text_vc = regexp_replace(
                         v.res_text_vc, '"recorded":"[^"]*"', '"recorded":"%sT00:00:00Z"')
                  from hfj_resource r
                  join exchange.task_step s on r.fhir_id = s.provenance::text
                  join exchange.case_item i on i.id = s.task
                 where v.res_id = r.res_id and i.custodian = 'hospital-it'
                   and i.created >= :from and i.created < :to
                """
                    .formatted(day))
            .param("from", from)
            .param("to", to)
            .update();
    assertThat(moved).isGreaterThanOrEqualTo(11);
  }

  private void move(String which, String day) {
    jdbc.sql(
            "update exchange.case_item set created = '%s' where type = 'Task' and %s"
                .formatted(day, which))
        .update();
  }

  /** The hospital's id of the Consent. */
  private String refer(Counted as, boolean permitted) {
    Bundle bundle = Referrals.fresh();
    bundle.getEntry().removeIf(entry -> !KEPT.contains(entry.getResource().fhirType()));
    ServiceRequest request = Referrals.one(bundle, ServiceRequest.class);
    request.setSupportingInfo(List.of()).setCode(coded("sc-service", as.service()));
    if (as.form() != null) {
      request.addReasonCode(coded("sc-form", as.form()));
    }
    Patient person = Referrals.one(bundle, Patient.class);
    person.setGender(as.gender()).setBirthDateElement(new DateType(as.birthYear() + "-03-17"));
    person.addExtension(
        "https://fhir.example.org/supportive-care/StructureDefinition/sc-citizenship",
        coded("sc-citizenship", as.citizenship()));
    if (permitted) {
      Consent.ProvisionComponent permit =
          Referrals.one(bundle, Consent.class).getProvision().addProvision();
      permit.setType(ConsentProvisionType.PERMIT);
      permit
          .addActor()
          .setReference(new Reference("Organization/statistics-eu"))
          .getRole()
          .addCoding()
          .setSystem("http://terminology.hl7.org/CodeSystem/v3-ParticipationType")
          .setCode("IRCP");
      permit.addPurpose(coded("sc-purpose", "sc-statistics").getCodingFirstRep());
      for (String type : List.of("Patient", "ServiceRequest", "Task")) {
        permit.addClass_(new Coding("http://hl7.org/fhir/resource-types", type, null));
      }
    }
    String json =
        FhirClient.json(bundle)
            .replace("Organization/hospital-be", "Organization/hospital-it")
            .replace("Organization/shelter-be", "Organization/shelter-it");
    Answer answer = hospital.post("/fhir", Referrals.read(json));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Referrals.id(answer.as(Bundle.class), "Consent");
  }

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept(
        new Coding("https://fhir.example.org/supportive-care/CodeSystem/" + system, code, null));
  }

  @Test
  void theOfficeSeesNumbersFromElevenOnAndOfTheOthersThatTheyAreLeftOut() {
    Answer answer = office.get(MEASURE + PERIOD + "&country=IT");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    MeasureReport report = answer.as(MeasureReport.class);
    assertThat(report.getGroupFirstRep().getPopulationFirstRep().getCount()).isEqualTo(33);
    assertThat(count(report, "sex", "female")).isEqualTo("11");
    assertThat(count(report, "sex", "unknown")).isEqualTo("masked");
    assertThat(count(report, "sex", "male")).isEqualTo("masked");
    assertThat(count(report, "sex", "other")).isEqualTo("masked");
    assertThat(count(report, "outcome", "accepted")).isEqualTo("22");
    assertThat(count(report, "outcome", "received")).isEqualTo("masked");
    assertThat(count(report, "outcome", "declined")).isEqualTo("masked");
  }

  @Test
  void timeToAcceptanceIsCountedFromTheReferralToTheStepThatIsOnRecord() {
    MeasureReport report = office.get(MEASURE + PERIOD + "&country=IT").as(MeasureReport.class);

    assertThat(count(report, "waiting", "within-7-days")).isEqualTo("11");
    assertThat(count(report, "waiting", "more-than-30-days")).isEqualTo("masked");
    assertThat(count(report, "waiting", "same-day")).isEqualTo("masked");
  }

  @Test
  void formAgeCitizenshipAndServiceAreCountedAsTheyWereSent() {
    MeasureReport report = office.get(MEASURE + PERIOD + "&country=IT").as(MeasureReport.class);

    assertThat(count(report, "form", "sexual")).isEqualTo("11");
    assertThat(count(report, "form", "forced-labour")).isEqualTo("masked");
    assertThat(count(report, "form", "unknown")).isEqualTo("masked");
    assertThat(count(report, "age", "25-34")).isEqualTo("11");
    assertThat(count(report, "age", "35-49")).isEqualTo("masked");
    assertThat(count(report, "citizenship", "third-country")).isEqualTo("11");
    assertThat(count(report, "citizenship", "national")).isEqualTo("masked");
    assertThat(count(report, "service", "safe-accommodation")).isEqualTo("11");
    assertThat(count(report, "service", "legal-aid")).isEqualTo("masked");
  }

  @Test
  void whatIsAnsweredOnceIsAnsweredTheSameWhateverIsWithdrawnOrComesAfterwards() {
    Answer withdrawn = hospital.post("/fhir/Consent/" + woman + "/$withdraw", new Parameters());
    assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(200);
    refer(FEW_DAYS, true);

    assertThat(office.get(MEASURE + PERIOD + "&country=IT").body()).isEqualTo(first);
    assertThat(
            jdbc.sql("select min(persons) from exchange.statistics_count")
                .query(Long.class)
                .single())
        .isGreaterThanOrEqualTo(11);
    assertThatThrownBy(() -> jdbc.sql("update exchange.statistics_count set persons = 12").update())
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void aCoordinatorSeesTheSameOfItsOwnCountryAndNothingOfAnother() {
    FhirClient own = FhirClient.of(port, "coordinator-it");

    assertThat(own.get(MEASURE + PERIOD).body()).isEqualTo(first);
    assertThat(own.get(MEASURE + PERIOD + "&country=IT").body()).isEqualTo(first);
    Answer other = FhirClient.of(port, "coordinator-be").get(MEASURE + PERIOD + "&country=IT");
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.error()).isEqualTo("not-in-contract");
    assertThat(other.body()).doesNotContain("33");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hospital-it", "shelter-it", "auditor-be", "integrator"})
  void nobodyElseHasItInTheContract(String client) {
    Answer answer = FhirClient.of(port, client).get(MEASURE + PERIOD + "&country=IT");

    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("not-in-contract");
  }

  @Test
  void anOpenPeriodIsNotAnsweredAndNeitherIsWhatIsNoQuarter() {
    LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    LocalDate start = today.withDayOfMonth(1).withMonth((today.getMonthValue() - 1) / 3 * 3 + 1);
    String open = "periodStart=%s&periodEnd=%s".formatted(start, start.plusMonths(3).minusDays(1));

    for (String asked :
        List.of(
            open,
            "periodStart=2019-04-01&periodEnd=2019-06-29",
            "periodStart=2019-04-02&periodEnd=2019-07-01",
            "periodStart=2019-01-01&periodEnd=2019-12-31",
            "periodStart=2019-04&periodEnd=2019-06",
            "periodStart=2019-04-01")) {
      Answer answer = office.get(MEASURE + asked + "&country=IT");
      assertThat(answer.status()).as(asked + answer.body()).isEqualTo(422);
      assertThat(answer.body()).doesNotContain("MeasureReport");
    }
    assertThat(office.get(MEASURE + PERIOD).status()).isEqualTo(422);
    assertThat(office.get(MEASURE + PERIOD + "&country=Italy").status()).isEqualTo(422);
    assertThat(office.get(MEASURE + PERIOD + "&country=IT&subject=Patient/x").status())
        .isEqualTo(403);
  }

  /** In a transaction that is rolled back: a further Task of one person, a quarter later. */
  @Test
  void aPersonIsInTheReportOfHerFirstReferralAndInNoOther() {
    Quarter quarter = new Quarter(LocalDate.of(2019, 4, 1));
    Quarter later = new Quarter(LocalDate.of(2019, 7, 1));
    transaction.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          FirstReferrals.Row before = referrals.in(quarter, "statistics-eu").get(0);
          UUID again = UUID.randomUUID();
          jdbc.sql(
                  """
                  insert into exchange.case_item
                    (id, type, person, custodian, revision, version, created)
                  select :again, type, person, custodian, :again, 1, timestamptz '2019-08-10'
                    from exchange.case_item where id = :task
                  """)
              .param("again", again)
              .param("task", before.task())
              .update();
          jdbc.sql(
                  """
                  insert into exchange.case_task (id, focus, requester, owner, status, reference)
                  select :again, focus, requester, owner, status, 'TESTONLY'
                    from exchange.case_task where id = :task
                  """)
              .param("again", again)
              .param("task", before.task())
              .update();

          assertThat(referrals.in(quarter, "statistics-eu")).contains(before);
          assertThat(referrals.in(later, "statistics-eu")).isEmpty();

          jdbc.sql("update exchange.case_item set created = '2019-09-01' where id = :task")
              .param("task", before.task())
              .update();
          assertThat(referrals.in(later, "statistics-eu"))
              .extracting(FirstReferrals.Row::task)
              .containsExactly(again);
        });
  }

  @Test
  void aCountryWithNobodyLooksLikeOneWithTen() {
    MeasureReport nobody = office.get(MEASURE + PERIOD + "&country=FR").as(MeasureReport.class);

    assertThat(nobody.getGroupFirstRep().getPopulationFirstRep().getCountElement().hasValue())
        .isFalse();
    assertThat(nobody.getGroupFirstRep().getStratifier())
        .flatExtracting(stratifier -> stratifier.getStratum())
        .noneMatch(stratum -> stratum.getPopulationFirstRep().getCountElement().hasValue());
  }

  @Test
  void theSameIsToBeHadByPostAndAsCsv() {
    Parameters body = new Parameters();
    body.addParameter().setName("periodStart").setValue(new DateType("2019-04-01"));
    body.addParameter().setName("periodEnd").setValue(new DateType("2019-06-30"));
    body.addParameter().setName("country").setValue(new CodeType("IT"));
    assertThat(office.post("/fhir/Measure/sc-referrals/$evaluate-measure", body).body())
        .isEqualTo(first);

    Answer csv = office.get(MEASURE + PERIOD + "&country=IT&_format=csv");
    Answer accepted = office.get(MEASURE + PERIOD + "&country=IT", "Accept", "text/csv");
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(accepted.body()).isEqualTo(csv.body());
    assertThat(Arrays.asList(csv.body().split("\r\n")))
        .contains("IT,2019-04-01,2019-06-30,sc-referrals,all,,,33,false")
        .contains(
            "IT,2019-04-01,2019-06-30,sc-referrals,sex,"
                + "http://hl7.org/fhir/administrative-gender,female,11,false")
        .contains(
            "IT,2019-04-01,2019-06-30,sc-referrals,sex,"
                + "http://hl7.org/fhir/administrative-gender,male,,true");
    assertThat(office.get("/fhir/Measure/sc-referrals?_format=csv").status()).isEqualTo(400);
  }

  @Test
  void theOtherShapesShowTheSameNumbers() {
    for (String shape : List.of("sc-referrals-european", "sc-referrals-htcds")) {
      MeasureReport report =
          office
              .get("/fhir/Measure/" + shape + "/$evaluate-measure?" + PERIOD + "&country=IT")
              .as(MeasureReport.class);
      assertThat(report.getMeasure()).endsWith("/Measure/" + shape);
      assertThat(report.getGroupFirstRep().getPopulationFirstRep().getCount()).isEqualTo(33);
      assertThat(count(report, "sex", "female")).isEqualTo("11");
      String code = shape.endsWith("htcds") ? "SexualExploitation" : "sexual";
      assertThat(count(report, "form", code)).isEqualTo("11");
      assertThat(office.get("/fhir/Measure/" + shape).status()).isEqualTo(200);
    }
    assertThat(
            office.get("/fhir/Measure/sc-x/$evaluate-measure?" + PERIOD + "&country=IT").status())
        .isEqualTo(404);
  }

  @Test
  void everyAnswerIsOnTheAuditRecordRefusalsIncluded() {
    office.get(MEASURE + PERIOD + "&country=IT", "X-Request-Id", "counted-once-0001");
    hospital.get(MEASURE + PERIOD + "&country=IT", "X-Request-Id", "refused-once-0001");

    assertThat(audited("counted-once-0001"))
        .containsExactly("operation Measure evaluate-measure permit MeasureReport IT 2019-Q2");
    assertThat(audited("refused-once-0001"))
        .containsExactly("operation Measure evaluate-measure not-in-contract -");
  }

  private List<String> audited(String request) {
    return jdbc.sql(
            """
            select interaction || ' ' || outcome || ' ' || coalesce(items, '-')
              from exchange.audit_event where request_id = :request order by id desc limit 1
            """)
        .param("request", request)
        .query(String.class)
        .list();
  }

  /** The number, or the reason why there is none. */
  private static String count(MeasureReport report, String table, String code) {
    StratifierGroupComponent stratum =
        report.getGroupFirstRep().getStratifier().stream()
            .filter(s -> s.getCodeFirstRep().getCodingFirstRep().getCode().equals(table))
            .flatMap(s -> s.getStratum().stream())
            .filter(s -> s.getValue().getCodingFirstRep().getCode().equals(code))
            .findFirst()
            .orElseThrow();
    var count = stratum.getPopulationFirstRep().getCountElement();
    return count.hasValue()
        ? count.getValueAsString()
        : count.getExtensionFirstRep().getValue().primitiveValue();
  }
}
