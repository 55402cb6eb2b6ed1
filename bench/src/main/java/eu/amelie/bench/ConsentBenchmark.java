/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.bench;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.consent.Code;
import eu.amelie.interceptors.consent.CompiledConsent;
import eu.amelie.interceptors.consent.ConsentDecision;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.DecisionRequest;
import eu.amelie.interceptors.consent.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One decision over twenty Consents, each compiled before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ConsentBenchmark {
  private static final int CONSENTS = 20;
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private List<CompiledConsent> consents;
  private DecisionRequest request;
  private Item item;

  @Setup
  public void prepare() {
    List<Resource> referral = Referral.resources(FhirContext.forR4Cached());
    Consent consent = one(referral, Consent.class);
    consents = new ArrayList<>();
    for (int i = 0; i < CONSENTS; i++) {
      consents.add(CompiledConsent.compile(consent));
    }
    request =
        DecisionRequest.access(
            "Organization/shelter-be",
            Set.of(
                new Code(
                    "https://fhir.example.org/supportive-care/CodeSystem/sc-purpose",
                    "sc-support")));
    item = Item.of(one(referral, Observation.class));
  }

  private static <T extends Resource> T one(List<Resource> resources, Class<T> type) {
    return resources.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  @Benchmark
  public Decision decisionOverTwentyConsents() {
    return ConsentDecision.decide(consents, request, item, NOW);
  }
}
