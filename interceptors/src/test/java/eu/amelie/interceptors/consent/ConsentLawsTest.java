/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.consent.ConsentDecision.Explained;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.Decision.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/** What holds of every decision, whatever the Consents say. */
class ConsentLawsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final int TRIES = 5_000;
  private static final List<String> WAYS =
      List.of("reference", "identifier", "role", "instance", "related", "dependents", "authoredby");

  private static final class World {
    private final RandomConsents random;
    private final List<Consent> consents;
    private final Resource item;
    private final DecisionRequest request;

    World(long seed) {
      random = new RandomConsents(seed);
      consents = random.consents();
      item = random.item();
      request = random.request();
    }

    Explained explain() {
      List<CompiledConsent> compiled = consents.stream().map(CompiledConsent::compile).toList();
      return ConsentDecision.explain(compiled, request, Item.of(item), NOW);
    }

    Decision decide() {
      return explain().decision();
    }

    /** Nested in a Consent that is there, or in one of its own. */
    void add(ConsentProvisionType type) {
      ProvisionComponent provision = random.provision(type);
      if (random.once(3)) {
        Consent own = Consents.optIn(provision);
        own.setId("added");
        own.getProvision().setType(type == ConsentProvisionType.PERMIT ? null : type);
        consents.add(own);
      } else {
        random.one(consents).getProvision().addProvision(provision);
      }
    }

    List<ProvisionComponent> provisionsAt(List<String> places) {
      return consents.stream()
          .flatMap(
              consent ->
                  IntStream.range(-1, consent.getProvision().getProvision().size())
                      .mapToObj(index -> place(consent, index)))
          .filter(place -> places.contains(place.basis()))
          .map(Place::provision)
          .toList();
    }

    Place someProvision() {
      Consent consent = random.one(consents);
      return place(consent, random.below(consent.getProvision().getProvision().size() + 1) - 1);
    }

    /**
     * @param nested its index, or -1 for the root
     */
    private static Place place(Consent consent, int nested) {
      ProvisionComponent root = consent.getProvision();
      String name = consent.getIdElement().getIdPart();
      return nested < 0
          ? new Place("Consent/%s#provision".formatted(name), root)
          : new Place(
              "Consent/%s#provision.provision[%d]".formatted(name, nested),
              root.getProvision().get(nested));
    }
  }

  private record Place(String basis, ProvisionComponent provision) {
    boolean isPermit() {
      return provision.getType() == ConsentProvisionType.PERMIT;
    }
  }

  @Property(tries = TRIES, seed = SEED)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void anAddedDenyNeverPermitsMore(@ForAll long seed) {
    World world = new World(seed);
    Decision before = world.decide();
    world.add(ConsentProvisionType.DENY);

    assertThat(showsNoMore(world.decide(), before)).isTrue();
    changesAtTimes(Reason.PERMIT, Reason.EXPLICIT_DENY, before, world.decide());
  }

  @Property(tries = TRIES, seed = SEED)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void anAddedPermitNeverHidesMore(@ForAll long seed) {
    World world = new World(seed);
    Decision before = world.decide();
    world.add(ConsentProvisionType.PERMIT);

    assertThat(showsNoMore(before, world.decide())).isTrue();
    changesAtTimes(Reason.DEFAULT_DENY, Reason.PERMIT, before, world.decide());
  }

  @Property(tries = TRIES, seed = SEED)
  void theOrderOfConsentsAndOfProvisionsIsIrrelevant(@ForAll long seed) {
    World world = new World(seed);
    Decision before = world.decide();
    Collections.shuffle(world.consents, new Random(seed));

    assertThat(Set.copyOf(world.decide().basis())).isEqualTo(Set.copyOf(before.basis()));
    world.consents.forEach(
        c -> Collections.shuffle(c.getProvision().getProvision(), new Random(seed)));
    assertThat(world.decide().reason()).isEqualTo(before.reason());
    assertThat(labels(world.decide())).isEqualTo(labels(before));
  }

  @Property(tries = TRIES, seed = SEED)
  void anExpiredConsentIsAsGoodAsNone(@ForAll long seed) {
    World world = new World(seed);
    Consent one = world.random.one(world.consents);
    one.getProvision().getPeriod().setEndElement(new DateTimeType("2026-11-23"));
    Decision expired = world.decide();
    world.consents.remove(one);

    assertThat(expired).isEqualTo(world.decide());
  }

  @Property(tries = TRIES, seed = SEED)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void anUnknownElementNeverPermits(@ForAll long seed) {
    World world = new World(seed);
    Decision before = world.decide();
    Place unsettled = world.someProvision();
    world.random.unsettle(
        unsettled.provision(),
        place -> place.addExtension("https://example.org/x", new StringType("y")));
    Decision after = world.decide();

    assertThat(showsNoMore(after, before)).isTrue();
    if (unsettled.isPermit()) {
      assertThat(after.basis()).doesNotContain(unsettled.basis());
    }
    changesAtTimes(Reason.PERMIT, Reason.DEFAULT_DENY, before, after);
  }

  @Property(tries = TRIES, seed = SEED)
  void aCodeWithoutSystemNeverPermits(@ForAll long seed) {
    World world = new World(seed);
    Decision before = world.decide();
    world.random.unsettle(world.someProvision().provision(), ConsentLawsTest::removeSystem);

    assertThat(showsNoMore(world.decide(), before)).isTrue();
  }

  @Property(tries = TRIES, seed = SEED)
  void anUnknownModifierNeverPermits(@ForAll long seed) {
    World world = new World(seed);
    Decision before = world.decide();
    world.someProvision().provision().addModifierExtension().setUrl("https://example.org/x");

    assertThat(showsNoMore(world.decide(), before)).isTrue();
  }

  @Property(tries = TRIES, seed = SEED)
  void theAccountOfProvisionsFitsTheDecision(@ForAll long seed) {
    Explained explained = new World(seed).explain();
    Decision decision = explained.decision();
    Set<String> permits =
        provisions(explained.heard().stream().filter(heard -> heard.permit() && heard.counts()));
    Set<String> denies = provisions(explained.heard().stream().filter(heard -> !heard.permit()));

    switch (decision.reason()) {
      case PERMIT -> assertThat(decision.basis()).hasSameElementsAs(permits);
      case EXPLICIT_DENY -> assertThat(denies).isNotEmpty().containsAll(decision.basis());
      default -> {
        assertThat(permits).isEmpty();
        assertThat(denies).containsAll(decision.basis());
      }
    }
  }

  /** The laws above are no better than the worlds they are tried in. */
  @Property(tries = TRIES, seed = SEED)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void everyWayToNameAPartyOrDataDecidesAtTimes(@ForAll long seed) {
    World world = new World(seed);
    List<String> basis = world.decide().basis();
    for (ProvisionComponent provision : world.provisionsAt(basis)) {
      provision.getActor().forEach(actor -> Statistics.collect(wayToName(actor)));
      provision.getData().forEach(data -> Statistics.collect(data.getMeaning().toCode()));
    }

    Statistics.coverage(
        coverage -> WAYS.forEach(way -> coverage.check(way).count(count -> count > 10)));
  }

  private static String wayToName(provisionActorComponent actor) {
    return !actor.hasReference()
        ? "role"
        : actor.getReference().hasReference() ? "reference" : "identifier";
  }

  /** A law about what never changes it would also hold of a decision that nothing changes. */
  private static void changesAtTimes(Reason from, Reason to, Decision before, Decision after) {
    Statistics.collect(before.reason() == from && after.reason() == to);
    Statistics.coverage(coverage -> coverage.check(true).count(count -> count > 10));
  }

  private static Set<String> provisions(Stream<Heard> heard) {
    return heard
        .filter(one -> one.missed().isEmpty())
        .map(Heard::provision)
        .collect(Collectors.toSet());
  }

  private static void removeSystem(Element place) {
    if (place instanceof Coding coding) {
      coding.setSystem(null);
    } else if (place instanceof Identifier identifier) {
      identifier.setSystem(null);
    } else {
      place.addExtension("https://example.org/x", new StringType("y"));
    }
  }

  private static boolean showsNoMore(Decision one, Decision than) {
    return rank(one) < rank(than)
        || (rank(one) == rank(than) && labels(than).containsAll(labels(one)));
  }

  /** An explicit deny cannot be overridden by an emergency: it hides more than the default. */
  private static int rank(Decision decision) {
    return decision.reason() == Reason.PERMIT
        ? 2
        : decision.reason() == Reason.DEFAULT_DENY ? 1 : 0;
  }

  private static Set<IdentityLabel> labels(Decision decision) {
    return decision instanceof Permit permit ? permit.releasedLabels() : Set.of();
  }
}
