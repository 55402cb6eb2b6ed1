/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.disclosure.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Callers, requests and what became of them, in as few words as a test needs. */
final class Calls {
  static final Gate GATE = new Gate(RoleContracts.standard());

  private Calls() {}

  static Caller caller(Role role, String... scopes) {
    Set<SystemScope> granted =
        Arrays.stream(scopes)
            .map(scope -> SystemScope.parse(scope).orElseThrow())
            .collect(Collectors.toSet());
    return new Caller(
        "fictional-house",
        "fictional-house",
        role,
        "BE",
        Set.of(Purpose.of("TREAT")),
        granted,
        false);
  }

  static Caller caller(Role role) {
    return caller(role, "system/*.cruds");
  }

  /** Reads {@code METHOD /path?query}. */
  static Reading read(String line) {
    return read(line, "", Map.of());
  }

  static Reading read(String line, String form, Map<String, List<String>> headers) {
    int space = line.indexOf(' ');
    String target = line.substring(space + 1);
    int mark = target.indexOf('?');
    return RequestLine.read(
        new RawRequest(
            line.substring(0, space),
            mark < 0 ? target : target.substring(0, mark),
            mark < 0 ? "" : target.substring(mark + 1),
            form,
            headers));
  }

  static FhirCall call(String line) {
    return read(line).orThrow();
  }

  static GateDecision check(Caller caller, String line) {
    return GATE.check(caller, call(line));
  }

  static GateDecision check(Role role, String line) {
    return check(caller(role), line);
  }

  static GateDecision checkForm(Role role, String line, String form) {
    return GATE.check(caller(role), read(line, form, Map.of()).orThrow());
  }

  static SearchRequest search(Role role, String line) {
    GateDecision decision = check(role, line);
    assertThat(decision).as(line).isInstanceOf(GateDecision.Admit.class);
    return ((GateDecision.Admit) decision).search().orElseThrow();
  }

  static void assertAdmitted(GateDecision decision, String line) {
    assertThat(decision).as(line).isInstanceOf(GateDecision.Admit.class);
  }

  static void assertRefused(GateDecision decision, ErrorCode code, String line) {
    assertThat(decision).as(line).isInstanceOf(GateDecision.Refuse.class);
    assertThat(((GateDecision.Refuse) decision).code()).as(line).isEqualTo(code);
  }
}
