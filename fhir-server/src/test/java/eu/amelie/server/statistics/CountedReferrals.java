/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.sql.Timestamp;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Referrals of {@code hospital-it} to {@code shelter-it} of persons who may be counted, and the
 * means to let them have happened in the past.
 */
final class CountedReferrals {
  private static final Set<String> KEPT =
      Set.of("Patient", "Consent", "Encounter", "Condition", "ServiceRequest", "Task");

  static final Counted FEW_DAYS =
      new Counted(
          AdministrativeGender.FEMALE, "1994", "third-country", "sexual", "safe-accommodation");
  static final Counted LONG = new Counted(null, "1980", "national", "forced-labour", "legal-aid");
  static final Counted UNANSWERED = new Counted(null, "1980", "national", null, "legal-aid");

  /**
   * What a person is counted by.
   *
   * @param form null where nobody has said it
   */
  record Counted(
      AdministrativeGender gender,
      String birthYear,
      String citizenship,
      String form,
      String service) {
    Counted of(AdministrativeGender other) {
      return new Counted(other, birthYear, citizenship, form, service);
    }
  }

  private final int port;
  private final JdbcClient jdbc;
  private final FhirClient hospital;

  CountedReferrals(int port, JdbcClient jdbc) {
    this.port = port;
    this.jdbc = jdbc;
    this.hospital = FhirClient.of(port, "hospital-it");
  }

  Timestamp databaseTime() {
    return jdbc.sql("select clock_timestamp()").query(Timestamp.class).single();
  }

  /** By the service itself, those of this class alone: both parties know the reference. */
  void acceptSince(Timestamp start) {
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
  void moveSteps(Timestamp from, Timestamp to, String day) {
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

  void move(String which, String day) {
    jdbc.sql(
            "update exchange.case_item set created = '%s' where type = 'Task' and %s"
                .formatted(day, which))
        .update();
  }

  /** The hospital's id of the Consent. */
  String refer(Counted as, boolean permitted) {
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
}
