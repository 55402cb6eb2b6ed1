/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/**
 * An answer in the caller's ids, not yet on record: only the audit trail makes an answer of it that
 * can leave.
 *
 * @param seen what of which item it shows or touches, by internal ids, for the audit record
 */
public record Reply(
    int status, Optional<Resource> body, Map<String, String> headers, List<String> seen) {
  public static final int OK = 200;
  public static final int CREATED = 201;
  public static final int NOT_MODIFIED = 304;

  public Reply {
    headers = Map.copyOf(headers);
    seen = List.copyOf(seen);
  }

  public static Reply of(Resource body, List<String> seen) {
    return new Reply(OK, Optional.of(body), Map.of(), seen);
  }

  /** That something was done, in the same words for everybody and every time. */
  public static Reply done(String words, List<String> seen) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(IssueSeverity.INFORMATION)
        .setCode(IssueType.INFORMATIONAL)
        .setDiagnostics(words);
    return of(outcome, seen);
  }

  public Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, body, more, seen);
  }

  public Reply with(int other) {
    return new Reply(other, body, headers, seen);
  }

  public Reply with(Optional<Resource> other) {
    return new Reply(status, other, headers, seen);
  }

  @Override
  public String toString() {
    return "Reply[" + status + "]";
  }
}
