/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;

/** Whom a provision is about and what for: actor, purpose, action. */
record RequestScope(Scope<Actor> actors, Scope<Code> purposes, Scope<CodeSet> actions) {

  /** A party named by reference, by identifier, or, where it has neither, by role. */
  record Actor(String reference, Code identifier, CodeSet roles) {
    static Actor of(provisionActorComponent actor) {
      var reference = actor.getReference();
      var identifier = reference.getIdentifier();
      return new Actor(
          References.normal(reference),
          new Code(identifier.getSystem(), identifier.getValue()),
          CodeSet.of(actor.getRole()));
    }

    boolean isUnderstood() {
      return isNamed() || !roles.codes().isEmpty();
    }

    private boolean isNamed() {
      return !reference.isEmpty() || identifier.isComplete();
    }

    boolean isRequester(DecisionRequest request) {
      if (!isNamed()) {
        return roles.codes().stream().anyMatch(request.roles()::contains);
      }
      return reference.equals(request.organization())
          || request.groups().contains(reference)
          || request.identifiers().contains(identifier);
    }
  }

  static RequestScope of(ProvisionComponent provision) {
    return new RequestScope(
        Scope.of(provision.getActor(), Actor::of, Actor::isUnderstood),
        Scope.of(provision.getPurpose(), Code::of, Code::isComplete),
        Scope.of(provision.getAction(), CodeSet::of, CodeSet::isUnderstood));
  }

  boolean isStated() {
    return actors.isStated() || purposes.isStated() || actions.isStated();
  }

  /** What is not stated here is taken from the root. */
  RequestScope or(RequestScope root) {
    return new RequestScope(
        actors.isStated() ? actors : root.actors,
        purposes.isStated() ? purposes : root.purposes,
        actions.isStated() ? actions : root.actions);
  }

  boolean matches(boolean permit, DecisionRequest request) {
    return actors.matches(permit, actor -> actor.isRequester(request))
        && purposesMatch(permit, request)
        && actions.matches(permit, action -> action.codes().contains(request.action()));
  }

  /** A permit must cover every claimed purpose; a deny needs only one of them. */
  private boolean purposesMatch(boolean permit, DecisionRequest request) {
    if (!purposes.isStated() || !purposes.clear()) {
      return purposes.matches(permit, listed -> false);
    }
    return permit
        ? request.purposes().stream().allMatch(this::listsPurpose)
        : request.purposes().stream().anyMatch(this::listsPurpose);
  }

  private boolean listsPurpose(Code claimed) {
    return purposes.values().stream().anyMatch(listed -> Vocabulary.isPurpose(claimed, listed));
  }
}
