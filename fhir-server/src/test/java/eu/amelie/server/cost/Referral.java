/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;

/** The shipped referral between other parties than it names. */
final class Referral {
  private Referral() {}

  /** The service that it was addressed to. */
  static FhirClient submit(int port, String hospital, String service) {
    String referral =
        FhirClient.json(Referrals.fresh())
            .replace("hospital-be", hospital)
            .replace("shelter-be", service);
    Answer answer = FhirClient.of(port, hospital).post("/fhir", referral, "application/fhir+json");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return FhirClient.of(port, service);
  }
}
