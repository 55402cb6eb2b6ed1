/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.ElementWalk;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.directory.Directory;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Brings the references of what was sent to internal ids, and makes sure that each names something
 * of the same transaction, something the sender may see, or a directory entry. A hidden target and
 * an absent one are refused in the same words.
 */
@Component
class InwardReferences {
  private final IdDoor door;
  private final Directory directory;

  InwardReferences(IdDoor door, Directory directory) {
    this.door = door;
    this.directory = directory;
  }

  /** A search inside a reference would be an oracle; it is refused before anything is looked up. */
  static void refuseSearches(Wanted wanted, Resource resource) {
    if (ElementWalk.references(resource).stream()
        .anyMatch(reference -> reference.getReference().indexOf('?') >= 0)) {
      throw ExchangeException.at(
          ErrorCode.MALFORMED, wanted.at(null), "A reference names one resource, not a search.");
    }
  }

  /**
   * Translates in place.
   *
   * @param entries references of this transaction's entries by their fullUrl
   */
  void translate(Caller caller, Wanted wanted, Resource resource, Map<String, String> entries) {
    door.inward(caller, resource);
    for (Reference reference : ElementWalk.references(resource)) {
      String literal = reference.getReference();
      if (literal.startsWith("urn:")) {
        String target = entries.get(literal);
        if (target == null) {
          throw violation(wanted, "A reference names an entry that is not in this Bundle.");
        }
        reference.setReference(target);
      }
    }
  }

  /**
   * @param created references of what this transaction creates
   */
  void requireReachable(CaseSight sight, Wanted wanted, Resource resource, Set<String> created) {
    for (Reference reference : ElementWalk.references(resource)) {
      String literal = reference.getReference();
      if (!literal.startsWith("#") && !created.contains(literal)) {
        requireReachable(sight, wanted, new IdType(literal));
      }
    }
  }

  private void requireReachable(CaseSight sight, Wanted wanted, IdType target) {
    String type = target.getResourceType();
    if (CaseTypes.contains(type)) {
      if (!sight.isVisible(type, UUID.fromString(target.getIdPart()))) {
        throw ExchangeException.notFound();
      }
    } else if (!directory.exists(type, target.getIdPart())) {
      throw violation(wanted, "A reference names an entry that the directory does not have.");
    }
  }

  private static ExchangeException violation(Wanted wanted, String message) {
    return ExchangeException.at(ErrorCode.PROFILE_VIOLATION, wanted.at(wanted.type()), message);
  }
}
