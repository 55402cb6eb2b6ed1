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
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
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

/**
 * One decision over twenty Consents, each compiled before: where they permit, where the last of
 * them denies, and where none says anything to who asks.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ConsentBenchmark {
  private static final int CONSENTS = 20;
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final String NAMED = "Organization/shelter-be";

  private final List<CompiledConsent> permitting = new ArrayList<>();
  private final List<CompiledConsent> denying = new ArrayList<>();
  private DecisionRequest named;
  private DecisionRequest unnamed;
  private Item item;

  @Setup
  public void prepare() {
    List<Resource> referral = Referral.resources(FhirContext.forR4Cached());
    Consent consent = one(referral, Consent.class);
    for (int i = 0; i < CONSENTS; i++) {
      // As every stored one, it has an id.
      consent.setId("Consent/" + UUID.randomUUID());
      permitting.add(CompiledConsent.compile(consent));
    }
    denying.addAll(permitting.subList(1, CONSENTS));
    denying.add(CompiledConsent.compile(refusing(consent)));
    named = asking(NAMED);
    unnamed = asking("Organization/health-be");
    item = Item.of(one(referral, Observation.class));
    // A figure of another decision than the one that is meant would be worth nothing.
    require(Decision.Reason.PERMIT, decisionThatPermits());
    require(Decision.Reason.EXPLICIT_DENY, decisionThatTheLastOneDenies());
    require(Decision.Reason.DEFAULT_DENY, decisionThatDeniesByDefault());
  }

  private static Consent refusing(Consent consent) {
    Consent refusing = consent.copy();
    ProvisionComponent deny = refusing.getProvision().addProvision();
    deny.setType(ConsentProvisionType.DENY);
    deny.addActor().setReference(new Reference(NAMED));
    return refusing;
  }

  private static DecisionRequest asking(String organisation) {
    return DecisionRequest.access(
        organisation,
        Set.of(
            new Code(
                "https://fhir.example.org/supportive-care/CodeSystem/sc-purpose", "sc-support")));
  }

  private static <T extends Resource> T one(List<Resource> resources, Class<T> type) {
    return resources.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  private static void require(Decision.Reason reason, Decision decision) {
    if (decision.reason() != reason) {
      throw new IllegalStateException("Not the decision that is meant: " + decision);
    }
  }

  @Benchmark
  public Decision decisionThatPermits() {
    return ConsentDecision.decide(permitting, named, item, NOW);
  }

  @Benchmark
  public Decision decisionThatTheLastOneDenies() {
    return ConsentDecision.decide(denying, named, item, NOW);
  }

  @Benchmark
  public Decision decisionThatDeniesByDefault() {
    return ConsentDecision.decide(permitting, unnamed, item, NOW);
  }
}
