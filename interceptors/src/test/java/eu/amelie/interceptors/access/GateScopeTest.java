/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.disclosure.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateScopeTest {

  @ParameterizedTest
  @CsvSource({
    "GET /Task/a, system/Task.r, system/Task.cuds",
    "HEAD /Task/a, system/Task.r, system/Task.cuds",
    "GET /Task/a/_history/1, system/Task.r, system/Task.cuds",
    "GET /Task/a/_history, system/Task.r, system/Task.cuds",
    "GET /Task, system/Task.s, system/Task.crud",
    "POST /Task/_search, system/Task.s, system/Task.crud",
    "POST /Task, system/Task.c, system/Task.ruds",
    "PUT /Task/a, system/Task.u, system/Task.crds",
    "PATCH /Task/a, system/Task.u, system/Task.crds",
    "POST /Consent/a/$withdraw, system/Consent.u, system/Consent.crds",
    "GET /Patient/a/$everything, system/Patient.r, system/Patient.cuds",
    "GET /Task/a, system/*.r, system/Patient.cruds"
  })
  void aCallNeedsItsLetterOnItsType(String line, String enough, String tooNarrow) {
    Calls.assertAdmitted(Calls.check(Calls.caller(Role.REFERRER, enough), line), line);
    Calls.assertRefused(
        Calls.check(Calls.caller(Role.REFERRER, tooNarrow), line),
        ErrorCode.INSUFFICIENT_SCOPE,
        line);
  }

  @Test
  void anAssessmentOfWhatIsStoredNeedsToReadPatientAndObservations() {
    String line = "POST /Patient/a/$assess";
    Caller both = Calls.caller(Role.SUPPORT, "system/Patient.r", "system/Observation.r");

    Calls.assertAdmitted(Calls.check(both, line), line);
    Calls.assertRefused(
        Calls.check(Calls.caller(Role.SUPPORT, "system/Patient.r"), line),
        ErrorCode.INSUFFICIENT_SCOPE,
        line);
    Calls.assertRefused(
        Calls.check(Calls.caller(Role.SUPPORT, "system/Observation.r"), line),
        ErrorCode.INSUFFICIENT_SCOPE,
        line);
  }

  @Test
  void whatSeesItsOwnInputOnlyNeedsNoParticularScope() {
    Caller narrow = Calls.caller(Role.REFERRER, "system/Task.r");

    for (String line :
        new String[] {"POST /$evaluate-consent", "POST /Observation/$assess", "GET /metadata"}) {
      Calls.assertAdmitted(Calls.check(narrow, line), line);
    }
  }

  @Test
  void theContractComesBeforeTheScope() {
    Caller nothing = Calls.caller(Role.STATISTICS, "system/Organization.r");
    Caller all = Calls.caller(Role.STATISTICS);

    Calls.assertRefused(
        Calls.check(nothing, "GET /Patient/a"), ErrorCode.NOT_IN_CONTRACT, "narrow");
    Calls.assertRefused(Calls.check(all, "GET /Patient/a"), ErrorCode.NOT_IN_CONTRACT, "wide");
    Calls.assertRefused(
        Calls.check(nothing, "GET /Location/a"), ErrorCode.INSUFFICIENT_SCOPE, "listed");
  }
}
