/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;

/**
 * Whom a provision is about and what for.
 *
 * @param purposes those listed, with their descendants
 */
record RequestScope(Scope<Actors> actors, Scope<Set<Code>> purposes, Scope<Set<Code>> actions) {

  static RequestScope of(ProvisionComponent provision) {
    return new RequestScope(
        Actors.of(provision.getActor()),
        Scope.of(
            provision.getPurpose(),
            purpose -> Code.of(purpose).isComplete(),
            withDescendants(provision.getPurpose())),
        Scope.of(provision.getAction(), Code::isCoded, Code.of(provision.getAction())));
  }

  private static Set<Code> withDescendants(List<Coding> purposes) {
    Set<Code> covered = new HashSet<>();
    purposes.forEach(purpose -> covered.addAll(Vocabulary.withDescendants(Code.of(purpose))));
    return Set.copyOf(covered);
  }

  boolean isStated() {
    return actors.stated() || purposes.stated() || actions.stated();
  }

  /** What is not stated here is taken from the root. */
  RequestScope or(RequestScope root) {
    return new RequestScope(
        actors.stated() ? actors : root.actors,
        purposes.stated() ? purposes : root.purposes,
        actions.stated() ? actions : root.actions);
  }

  /**
   * What is listed, held against the request. A permit must cover every claimed purpose; a deny
   * needs only one of them.
   */
  boolean holds(Part part, boolean permit, DecisionRequest request) {
    return switch (part) {
      case ACTOR -> actors.listed().include(request);
      case PURPOSE ->
          permit
              ? purposes.listed().containsAll(request.purposes())
              : Actors.shares(purposes.listed(), request.purposes());
      case ACTION -> actions.listed().contains(request.action());
      default -> throw new IllegalArgumentException("No part of a request.");
    };
  }

  Map<Part, Scope<?>> byPart() {
    return Map.of(Part.ACTOR, actors, Part.PURPOSE, purposes, Part.ACTION, actions);
  }

  /** Whether the requester stands there itself, with a purpose stated. */
  boolean names(DecisionRequest request) {
    return actors.stated() && actors.listed().name(request) && purposes.stated();
  }
}
