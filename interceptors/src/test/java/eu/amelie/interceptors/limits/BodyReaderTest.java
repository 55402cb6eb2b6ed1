/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import static eu.amelie.interceptors.limits.Bodies.assertKept;
import static eu.amelie.interceptors.limits.Bodies.json;
import static eu.amelie.interceptors.limits.Bodies.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceType\":\"Patient\"}",
        "{\"resourceType\":\"Patient\",\"active\":true}",
        "{\"resourceType\":\"Patient\",\"name\":[{\"given\":[\"Ann\",null],"
            + "\"_given\":[null,{\"extension\":[{\"url\":\"urn:x:a\",\"valueCode\":\"b\"}]}]}]}",
        "{\"resourceType\":\"Patient\",\"_birthDate\":{\"id\":\"b\",\"extension\":"
            + "[{\"url\":\"urn:x:a\",\"valueDecimal\":1.50}]},\"birthDate\":\"1980-02\"}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"fullUrl\":"
            + "\"urn:uuid:5d0f7e3a-8c1b-4a53-9a1e-2f6a9d7c1b11\",\"resource\":{\"resourceType\":"
            + "\"Patient\",\"active\":true},\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"fullUrl\":"
            + "\"http://elsewhere.example.org/Patient/9\",\"resource\":{\"resourceType\":"
            + "\"Patient\",\"id\":\"2\",\"active\":true}}]}"
      })
  void whatIsReadHoldsAllThatCameIn(String body) {
    assertKept(body);
  }

  @Test
  void aRefusalNamesThePlace() {
    var refusal =
        malformed(
            () ->
                json(
                    "{\"resourceType\":\"Patient\",\"name\":[{\"use\":\"usual\"},{\"given\":1}]}"));

    assertThat(refusal.issues().get(0).expression()).isEqualTo("Patient.name[1].given");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bundle", "Parameters", "Binary"})
  void e6WhatHoldsOtherResourcesIsNotContained(String holder) {
    String containing =
        "{\"resourceType\":\"Observation\",\"contained\":[{\"resourceType\":\"%s\",\"id\":\"a\"}],"
            + "\"focus\":[{\"reference\":\"#a\"}]}";

    var refusal = malformed(() -> json(containing.formatted(holder)));

    assertThat(refusal.issues().get(0).expression()).isEqualTo("Observation.contained[0]");
    assertKept(containing.formatted("List"));
  }
}
