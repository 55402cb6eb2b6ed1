/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxDataTest {

  @ParameterizedTest
  @ValueSource(strings = {"referral-bundle", "directory"})
  void whatShipsWithTheSandboxFitsItsProfiles(String name) {
    Bundle bundle = (Bundle) Fixtures.parse("/sandbox/" + name + ".json");

    assertThat(Fixtures.VALIDATOR.validate(bundle)).isEmpty();
  }
}
