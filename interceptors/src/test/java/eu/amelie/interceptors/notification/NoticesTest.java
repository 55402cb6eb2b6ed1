/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.notification;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.notification.Notices.Event;
import eu.amelie.interceptors.notification.Notices.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private static final UUID ID = UUID.fromString("5c000000-0000-4000-8000-000000000009");
  private static final Instant NOW = Instant.parse("2026-11-26T01:02:03.456Z");
  private static final Notices.Source SOURCE =
      new Notices.Source("https://x.example/fhir", "s1", Topic.TASK_CHANGED, "active", 7);

  private static String json(Bundle bundle) {
    return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(bundle);
  }

  @Test
  void anEventNamesTheTaskAndNothingElse() {
    Bundle bundle =
        Notices.bundle(SOURCE, Kind.EVENT, List.of(new Event(7, Optional.of("Task/t1"))), ID, NOW);

    assertThat(bundle.getType()).isEqualTo(BundleType.HISTORY);
    assertThat(bundle.getEntry()).hasSize(2);
    assertThat(bundle.getEntry().get(0).getFullUrl()).endsWith("/Parameters/" + ID);
    assertThat(bundle.getEntry().get(0).getResource().getIdPart()).isEqualTo(ID.toString());
    assertThat(bundle.getEntry().get(1).getFullUrl()).isEqualTo("https://x.example/fhir/Task/t1");
    assertThat(bundle.getEntry().get(1).hasResource()).isFalse();
    assertThat(json(bundle)).contains("event-notification", "\"7\"", "sc-task-changed");
  }

  @Test
  void anEventThatMayNotBeNamedHasItsNumberOnly() {
    Bundle bundle =
        Notices.bundle(SOURCE, Kind.EVENT, List.of(new Event(7, Optional.empty())), ID, NOW);

    assertThat(bundle.getEntry()).hasSize(1);
    assertThat(json(bundle)).doesNotContain("Task/", "focus");
  }

  @Test
  void timesAreToTheSecond() {
    assertThat(json(Notices.bundle(SOURCE, Kind.HEARTBEAT, List.of(), ID, NOW)))
        .contains("2026-11-26T01:02:03Z")
        .doesNotContain(".456");
  }

  @Test
  void aStatusIsASearchsetOfOne() {
    Bundle bundle = Notices.bundle(SOURCE, Kind.QUERY_STATUS, List.of(), ID, NOW);

    assertThat(bundle.getType()).isEqualTo(BundleType.SEARCHSET);
    assertThat(bundle.getTotal()).isEqualTo(1);
    assertThat(bundle.getEntryFirstRep().getResource()).isInstanceOf(Parameters.class);
  }

  @Property(seed = SEED)
  void theWaitGrowsUpToTheLongest(@ForAll @IntRange(min = 1, max = 200) int failures) {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10));

    assertThat(backoff.after(failures))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1))
        .isLessThanOrEqualTo(Duration.ofMinutes(10))
        .isLessThanOrEqualTo(backoff.after(failures + 1));
    assertThat(backoff.after(3)).isEqualTo(Duration.ofSeconds(4));
  }
}
