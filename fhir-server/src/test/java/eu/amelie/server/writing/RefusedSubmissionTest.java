/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import eu.amelie.server.testing.StoredRows;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Referrals that are refused, each proven by a count to have left nothing behind. */
@ExchangeServer
class RefusedSubmissionTest {
  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private PlatformTransactionManager transactions;

  private FhirClient hospital;
  private StoredRows rows;

  @BeforeEach
  void connect() {
    hospital = FhirClient.of(port, "hospital-be");
    rows = new StoredRows(jdbc, new TransactionTemplate(transactions));
  }

  private Answer refused(UnaryOperator<Bundle> change, int status, String code) {
    return refused(() -> hospital.post("/fhir", change.apply(Referrals.fresh())), status, code);
  }

  private Answer refused(Supplier<Answer> call, int status, String code) {
    AtomicReference<Answer> answer = new AtomicReference<>();
    assertThat(rows.areChangedBy(() -> answer.set(call.get()))).isFalse();
    assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(status);
    assertThat(answer.get().error()).isEqualTo(code);
    return answer.get();
  }

  @Test
  void whatIsShippedIsAccepted() {
    List<Long> before = rows.counts();
    assertThat(hospital.post("/fhir", Referrals.fresh()).status()).isEqualTo(200);
    assertThat(rows.counts()).isNotEqualTo(before);
  }

  @Test
  void withoutAConsentNobodyIsPermitted() {
    refused(
        bundle -> {
          bundle.getEntry().removeIf(entry -> entry.getResource() instanceof Consent);
          return bundle;
        },
        422,
        "consent-insufficient");
  }

  @Test
  void aConsentForAnotherPersonPermitsNothingHere() {
    Bundle other = hospital.post("/fhir", Referrals.fresh()).as(Bundle.class);
    String otherPerson = "Patient/" + Referrals.id(other, "Patient");
    refused(
        bundle -> {
          Referrals.one(bundle, Consent.class).setPatient(new Reference(otherPerson));
          return bundle;
        },
        422,
        "consent-insufficient");
  }

  @Test
  void anOrganisationThatTheConsentDoesNotNameIsNotPermitted() {
    refused(
        bundle -> {
          Referrals.one(bundle, Task.class).setOwner(new Reference("Organization/shelter-gr"));
          return bundle;
        },
        422,
        "consent-insufficient");
  }

  @Test
  void aPersonWithoutTheTestLabelIsRefused() {
    refused(
        bundle -> {
          Referrals.one(bundle, Patient.class).setMeta(null);
          return bundle;
        },
        422,
        "test-label-missing");
  }

  @Test
  void aTaskThatIsAcceptedAlreadyIsRefused() {
    refused(
        bundle -> {
          Referrals.one(bundle, Task.class).setStatus(TaskStatus.ACCEPTED);
          return bundle;
        },
        422,
        "transition-not-allowed");
  }

  @Test
  void aRequesterOtherThanTheSenderIsRefused() {
    refused(
        bundle -> {
          Referrals.one(bundle, Task.class).setRequester(new Reference("Organization/hospital-gr"));
          return bundle;
        },
        422,
        "profile-violation");
  }

  @Test
  void aViolationIsLocatedInTheBundleAndQuotesNothing() {
    Answer answer =
        refused(
            bundle -> {
              Referrals.one(bundle, Observation.class).setCode(null);
              return bundle;
            },
            422,
            "profile-violation");

    assertThat(answer.as(OperationOutcome.class).getIssue())
        .allSatisfy(issue -> assertThat(issue.getExpression()).isNotEmpty())
        .anySatisfy(
            issue ->
                assertThat(issue.getExpression().get(0).getValue())
                    .startsWith("Bundle.entry[")
                    .contains(".resource"));
    assertThat(answer.body()).doesNotContain("Voorbeeldpersoon");
  }

  @Test
  void disclosureC9AMatchUrlInAReferenceIsMalformed() {
    refused(
        bundle -> {
          Referrals.one(bundle, Observation.class)
              .setSubject(new Reference("Patient?identifier=any"));
          return bundle;
        },
        400,
        "malformed");
  }

  @Test
  void hardening13AReferenceToAnotherServerIsAViolation() {
    refused(
        bundle -> {
          Referrals.one(bundle, Observation.class)
              .addPerformer(new Reference("https://elsewhere.example.org/fhir/Organization/1"));
          return bundle;
        },
        422,
        "profile-violation");
  }

  @Test
  void disclosureC7AReferenceToWhatIsHiddenAndToWhatIsAbsentAreRefusedAlike() {
    Bundle greek = FhirClient.of(port, "hospital-gr").post("/fhir", ofGreece()).as(Bundle.class);
    String foreign = "Encounter/" + Referrals.id(greek, "Encounter");
    Answer hidden = refused(bundle -> atEncounter(bundle, foreign), 404, "not-found");
    Answer absent =
        refused(
            bundle -> atEncounter(bundle, "Encounter/5c0fffff-0000-4000-8000-000000000009"),
            404,
            "not-found");
    assertThat(hidden.body()).isEqualTo(absent.body());
  }

  private static Bundle ofGreece() {
    Bundle bundle = Referrals.fresh();
    String text = FhirClient.json(bundle).replace("hospital-be", "hospital-gr");
    return ca.uhn.fhir.context.FhirContext.forR4Cached()
        .newJsonParser()
        .parseResource(Bundle.class, text);
  }

  private static Bundle atEncounter(Bundle bundle, String reference) {
    Referrals.one(bundle, Observation.class).setEncounter(new Reference(reference));
    return bundle;
  }

  @Test
  void disclosureC11OneResourceTwiceInATransactionIsMalformed() {
    Bundle response = hospital.post("/fhir", Referrals.fresh()).as(Bundle.class);
    Patient person =
        hospital.get("/fhir/Patient/" + Referrals.id(response, "Patient")).as(Patient.class);
    Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    for (int i = 0; i < 2; i++) {
      bundle
          .addEntry()
          .setResource(((Patient) person.copy()).setActive(i == 0))
          .getRequest()
          .setMethod(Bundle.HTTPVerb.PUT)
          .setUrl("Patient/" + person.getIdElement().getIdPart())
          .setIfMatch("W/\"1\"");
    }
    refused(() -> hospital.post("/fhir", bundle), 400, "malformed");
  }

  @Test
  void malformedJsonIsMalformedAndNothingIsStored() {
    refused(
        () -> hospital.post("/fhir", "{\"resourceType\": \"Bundle\",", "application/fhir+json"),
        400,
        "malformed");
  }

  @Test
  void hardening16ABundleOfAnotherKindIsMalformed() {
    for (Bundle.BundleType type :
        List.of(
            Bundle.BundleType.MESSAGE, Bundle.BundleType.DOCUMENT, Bundle.BundleType.COLLECTION)) {
      assertThat(hospital.post("/fhir", Referrals.fresh().setType(type)).status())
          .as(type.toCode())
          .isEqualTo(400);
    }
  }

  @Test
  void hardening17ATransactionWithOneInvalidEntryStoresNothing() {
    refused(
        bundle -> {
          Referrals.one(bundle, Observation.class).setStatus(null);
          return bundle;
        },
        422,
        "profile-violation");
  }
}
