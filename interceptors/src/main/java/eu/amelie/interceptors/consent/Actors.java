/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * The parties of a provision.
 *
 * @param references Organizations and Groups
 * @param identifiers of the same
 * @param roles of actors that have no reference; whoever bears one is meant
 */
record Actors(Set<String> references, Set<Code> identifiers, Set<Code> roles) {

  static Scope<Actors> of(List<provisionActorComponent> actors) {
    return Scope.of(actors, Actors::isUnderstood, listed(actors));
  }

  private static Actors listed(List<provisionActorComponent> actors) {
    Set<String> references = new HashSet<>();
    Set<Code> identifiers = new HashSet<>();
    Set<Code> roles = new HashSet<>();
    for (provisionActorComponent actor : actors) {
      if (actor.hasReference()) {
        references.add(reference(actor.getReference()));
        identifiers.add(identifier(actor.getReference().getIdentifier()));
      } else {
        roles.addAll(Code.of(List.of(actor.getRole())));
      }
    }
    references.remove("");
    identifiers.removeIf(identifier -> !identifier.isComplete());
    return new Actors(Set.copyOf(references), Set.copyOf(identifiers), Set.copyOf(roles));
  }

  /** A display alone names nobody, and the role of somebody who is named is not asked for. */
  private static boolean isUnderstood(provisionActorComponent actor) {
    return actor.hasReference()
        ? !reference(actor.getReference()).isEmpty()
            || identifier(actor.getReference().getIdentifier()).isComplete()
        : Code.isCoded(actor.getRole());
  }

  /** Empty for a contained resource too: it has no name outside its Consent. */
  private static String reference(Reference reference) {
    String named = References.normal(reference);
    return named.startsWith("#") ? "" : named;
  }

  static Code identifier(Identifier identifier) {
    return new Code(identifier.getSystem(), identifier.getValue());
  }

  boolean include(DecisionRequest request) {
    return name(request) || shares(roles, request.roles());
  }

  /** Whether the requester stands there itself, or as one of a Group; a role names nobody. */
  boolean name(DecisionRequest request) {
    return references.contains(request.organization())
        || shares(references, request.groups())
        || shares(identifiers, request.identifiers());
  }

  static <T> boolean shares(Set<T> these, Collection<T> those) {
    if (these.isEmpty()) {
      return false;
    }
    for (T one : those) {
      if (these.contains(one)) {
        return true;
      }
    }
    return false;
  }
}
