/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;

/** The shipped referral between other parties than it names. */
final class Referral {
  private Referral() {}

  /** One that was not submitted before. */
  static String between(String hospital, String service) {
    return FhirClient.json(Referrals.fresh())
        .replace("hospital-be", hospital)
        .replace("shelter-be", service);
  }

  static void submit(FhirClient hospital, String referral) {
    Answer answer = hospital.post("/fhir", referral, "application/fhir+json");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  /** The service that it was addressed to. */
  static FhirClient submit(int port, String hospital, String service) {
    submit(FhirClient.of(port, hospital), between(hospital, service));
    return FhirClient.of(port, service);
  }
}
