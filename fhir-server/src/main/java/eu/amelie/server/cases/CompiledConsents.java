/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import ca.uhn.fhir.context.FhirContext;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.amelie.interceptors.consent.CompiledConsent;
import eu.amelie.server.facts.DecisionFacts;
import eu.amelie.server.facts.DecisionFacts.ConsentBody;
import eu.amelie.server.facts.DecisionFacts.ConsentVersion;
import eu.amelie.server.facts.DecisionFacts.State;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.springframework.stereotype.Component;

/**
 * The compiled form of each version of a Consent, which never changes. Whether a version still
 * counts is not known here.
 *
 * <p>By revisions, which are random: a transaction reads what it has written itself, and if it is
 * undone the number of its version is given again.
 */
@Component
class CompiledConsents {
  private static final int KEPT = 20_000;
  private static final Set<ConsentDataMeaning> RELATIONS =
      EnumSet.of(ConsentDataMeaning.RELATED, ConsentDataMeaning.DEPENDENTS);

  /**
   * A version of a Consent.
   *
   * @param relations whether it speaks of what items have to do with each other
   */
  record Compiled(CompiledConsent consent, boolean relations) {}

  private final FhirContext context;
  private final DecisionFacts facts;
  private final Cache<UUID, Compiled> compiled = Caffeine.newBuilder().maximumSize(KEPT).build();

  CompiledConsents(FhirContext context, DecisionFacts facts) {
    this.context = context;
    this.facts = facts;
  }

  /** All Consents that these speak of, by their ids; without those that are gone by now. */
  Map<UUID, Compiled> of(Collection<State> states) {
    Map<UUID, Compiled> known = new HashMap<>();
    Set<UUID> unknown = new HashSet<>();
    for (State state : states) {
      for (ConsentVersion consent : state.consents()) {
        Compiled kept = compiled.getIfPresent(consent.revision());
        if (kept == null) {
          unknown.add(consent.id());
        } else {
          known.put(consent.id(), kept);
        }
      }
    }
    if (!unknown.isEmpty()) {
      for (ConsentBody body : facts.bodies(unknown)) {
        known.put(body.id(), compiled.get(body.revision(), ignored -> compile(body)));
      }
    }
    return known;
  }

  private Compiled compile(ConsentBody row) {
    Consent consent = context.newJsonParser().parseResource(Consent.class, row.body());
    return new Compiled(CompiledConsent.compile(consent), speaksOfRelations(consent));
  }

  /** One that is over says nothing, and the others need no more than the item itself. */
  private static boolean speaksOfRelations(Consent consent) {
    return consent.getStatus() == ConsentState.ACTIVE
        && Stream.concat(
                Stream.of(consent.getProvision()), consent.getProvision().getProvision().stream())
            .flatMap(provision -> provision.getData().stream())
            .anyMatch(data -> RELATIONS.contains(data.getMeaning()));
  }
}
