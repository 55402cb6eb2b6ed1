/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Http;
import eu.amelie.server.testing.Referrals;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** What is said and done in an emergency, and what may be said against it. */
final class Emergencies {
  static final String WORDS = "A plainly fictional emergency.";

  private Emergencies() {}

  /** With the purpose of an emergency, which a client has to ask for. */
  static FhirClient inEmergency(int port, String client, String purpose) {
    return FhirClient.withBearer(
        port,
        "Bearer "
            + Http.json(new Http(port).token(client, "sandbox", "&purpose_of_use=" + purpose))
                .path("access_token")
                .asText());
  }

  static Parameters why(String reason, String words) {
    Parameters parameters = new Parameters();
    if (reason != null) {
      parameters.addParameter("reason", new CodeType(reason));
    }
    if (words != null) {
      parameters.addParameter("justification", new StringType(words));
    }
    return parameters;
  }

  static Answer open(FhirClient caller, String person, String... headers) {
    return caller.post(
        "/fhir/Patient/" + person + "/$break-glass",
        why("immediate-danger-to-life", WORDS),
        headers);
  }

  /** A Consent that permits nobody anything. */
  static void refuse(Case story) {
    Consent refusal = consent(story);
    refusal.getProvision().setProvision(null);
    record(story, refusal);
  }

  /** A Consent as it was, and this deny beside its permits. */
  static void deny(Case story, ProvisionComponent deny) {
    Consent consent = consent(story);
    consent.getProvision().addProvision(deny);
    record(story, consent);
  }

  private static Consent consent(Case story) {
    Consent consent = Referrals.one(Referrals.shipped(), Consent.class);
    consent.setPatient(new Reference("Patient/" + story.id("Patient")));
    return consent;
  }

  private static void record(Case story, Consent consent) {
    Answer answer = story.hospital().post("/fhir/Consent", consent);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }
}
