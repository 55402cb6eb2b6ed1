/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.referral.StatusReasons;
import eu.amelie.terminology.LocalCode;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;

/** What is enforced as a reason is what is published as one. */
class ReasonGroupsTest {
  private static final TerminologyCatalog PUBLISHED = TerminologyCatalog.load();

  private static Set<String> published(String group) {
    return PUBLISHED.codes(LocalSystem.STATUS_REASON).stream()
        .filter(code -> code.groups().contains(group))
        .map(LocalCode::code)
        .collect(Collectors.toSet());
  }

  @Test
  void eachStatusTakesTheReasonsOfItsValueSet() {
    Set<String> either = new TreeSet<>(published("decline"));
    either.addAll(published("cancel"));

    assertThat(StatusReasons.of(TaskStatus.REJECTED)).isEqualTo(published("decline"));
    assertThat(StatusReasons.of(TaskStatus.CANCELLED)).isEqualTo(published("cancel"));
    assertThat(StatusReasons.of(TaskStatus.ONHOLD)).isEqualTo(published("hold"));
    assertThat(StatusReasons.of(TaskStatus.FAILED)).isEqualTo(either);
  }

  @Test
  void noPublishedReasonIsLeftOut() {
    assertThat(PUBLISHED.codes(LocalSystem.STATUS_REASON))
        .allMatch(
            code -> code.groups().stream().anyMatch(Set.of("decline", "cancel", "hold")::contains));
  }
}
