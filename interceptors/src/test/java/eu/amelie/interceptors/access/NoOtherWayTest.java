/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.disclosure.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways around the decision on single items: no role has them in its contract. */
class NoOtherWayTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /$export",
        "POST /$export",
        "GET /$export?_type=Patient&_outputFormat=ndjson",
        "GET /Patient/$export",
        "POST /Patient/$export",
        "GET /Patient/a/$export",
        "GET /Group/a/$export",
        "GET /$export-poll-status?_jobId=a",
        "GET /$bulkdata-status?job=a",
        "GET /Binary/a",
        "POST /$import"
      })
  void d1ThereIsNoExportAtAnyLevelNorItsStatusNorItsFiles(String line) {
    assertRefused(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /Bundle",
        "PUT /Bundle/a",
        "GET /Bundle/a",
        "POST /List",
        "PUT /List/a",
        "POST /Composition",
        "GET /Composition/a/$document",
        "POST /Parameters",
        "PUT /Parameters/a",
        "POST /MessageHeader",
        "POST /$process-message",
        "POST /Binary"
      })
  void e6WhatHoldsOtherResourcesIsNotStoredAsData(String line) {
    assertRefused(line);
  }

  private static void assertRefused(String line) {
    for (Role role : Role.values()) {
      Calls.assertRefused(
          Calls.check(role, line), ErrorCode.NOT_IN_CONTRACT, role.claim() + " " + line);
    }
  }
}
