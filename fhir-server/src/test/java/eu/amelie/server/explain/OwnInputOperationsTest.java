/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.explain;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Operations that answer from what is sent along, or from what the caller may see anyway. */
@ExchangeServer
class OwnInputOperationsTest {
  private static final String PURPOSE =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-purpose";

  @LocalServerPort private int port;

  private static Parameters question(String organisation) {
    Bundle referral = Referrals.shipped();
    Consent consent = Referrals.one(referral, Consent.class);
    ServiceRequest request = Referrals.one(referral, ServiceRequest.class);
    Patient person = Referrals.one(referral, Patient.class);
    person.setId("Patient/p");
    consent.setPatient(new Reference("Patient/p"));
    request.setSubject(new Reference("Patient/p"));
    Parameters in = new Parameters();
    in.addParameter().setName("consent").setResource(consent);
    in.addParameter().setName("resource").setResource(request);
    in.addParameter()
        .setName("organization")
        .setValue(new Reference("Organization/" + organisation));
    in.addParameter().setName("purposeOfUse").setValue(new Coding(PURPOSE, "sc-support", null));
    return in;
  }

  private static String decision(Answer answer) {
    return answer.as(Parameters.class).getParameterValue("decision").primitiveValue();
  }

  @Test
  void aDecisionIsExplainedToWhoeverAsksInHisLanguage() {
    FhirClient asking = FhirClient.of(port, "statistics-eu");
    Answer permit = asking.post("/fhir/$evaluate-consent", question("shelter-be"));
    Answer deny =
        asking.post("/fhir/$evaluate-consent", question("shelter-gr"), "Accept-Language", "de");

    assertThat(permit.status()).as(permit.body()).isEqualTo(200);
    assertThat(decision(permit)).isEqualTo("permit");
    assertThat(decision(deny)).isEqualTo("deny");
    assertThat(deny.as(Parameters.class).getLanguage()).isEqualTo("de");
  }

  @Test
  void anIncompleteQuestionIsRefusedWithThePlace() {
    Answer answer =
        FhirClient.of(port, "integrator").post("/fhir/$evaluate-consent", new Parameters());
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error()).isEqualTo("profile-violation");
    assertThat(FhirClient.of(port, "integrator").get("/fhir/$evaluate-consent").status())
        .isEqualTo(405);
  }

  @Test
  void signsAreAssessedWithoutBeingStored() {
    Parameters in = new Parameters();
    Referrals.shipped().getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(Observation.class::isInstance)
        .map(Observation.class::cast)
        .filter(sign -> sign.getCode().getCodingFirstRep().getSystem().endsWith("/sc-indicators"))
        .forEach(sign -> in.addParameter().setName("observation").setResource(sign));
    in.addParameter().setName("ageGroup").setValue(new CodeType("adult"));
    in.addParameter().setName("form").setValue(new CodeType("forced-labour"));
    Answer answer = FhirClient.of(port, "hospital-be").post("/fhir/Observation/$assess", in);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.as(Observation.class).getComponent()).hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void aPersonIsAssessedByWhatTheCallerMaySee() {
    Case story = Case.submit(port);
    Parameters in = new Parameters();
    in.addParameter().setName("ageGroup").setValue(new CodeType("adult"));
    in.addParameter().setName("form").setValue(new CodeType("forced-labour"));
    String person = story.person();
    Answer answer = story.service().post("/fhir/Patient/" + person + "/$assess", in);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.as(Observation.class).getSubject().getReference())
        .isEqualTo("Patient/" + person);

    story.withdraw();
    assertThat(story.service().post("/fhir/Patient/" + person + "/$assess", in).status())
        .isEqualTo(404);
  }
}
