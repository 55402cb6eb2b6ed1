/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.referral.Messages;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.facts.CaseItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Whom a resource is about. */
@Component
class Persons {
  /** People of an organisation: each is a person of its own, known to that organisation alone. */
  private static final Set<String> OWN = Set.of("Patient", "Practitioner", "PractitionerRole");

  private static final List<String> SUBJECTS = List.of("subject", "patient", "for");

  /**
   * @param id the resource's own
   * @param entries ids and resources of the same transaction, by reference
   * @param sight of who writes: what is hidden from it leads to nobody
   * @return the id of a Patient, which need not be there; empty where the resource names none
   */
  Optional<UUID> of(Resource resource, UUID id, Map<String, Resource> entries, CaseSight sight) {
    if (OWN.contains(resource.fhirType())) {
      return Optional.of(id);
    }
    if (resource instanceof Provenance provenance) {
      return provenance.getTarget().stream()
          .flatMap(target -> ofTarget(target.getReference(), entries, sight).stream())
          .findFirst();
    }
    if (resource instanceof Communication message) {
      return Messages.taskOf(message).flatMap(task -> ofTarget(task, entries, sight));
    }
    if (resource instanceof Appointment appointment) {
      return appointment.getParticipant().stream()
          .flatMap(participant -> patient(participant.getActor()).stream())
          .findFirst();
    }
    return SUBJECTS.stream()
        .map(resource::getNamedProperty)
        .filter(property -> property != null && property.hasValues())
        .map(property -> property.getValues().get(0))
        .findFirst()
        .flatMap(Persons::patient);
  }

  /**
   * The same, without whoever is only named and neither of the same transaction nor anybody that
   * who writes could see: for what is hidden nobody waits.
   */
  Optional<UUID> toLock(
      Resource resource, UUID id, Map<String, Resource> entries, CaseSight sight) {
    boolean found =
        OWN.contains(resource.fhirType())
            || resource instanceof Provenance
            || resource instanceof Communication;
    return of(resource, id, entries, sight)
        .filter(
            person ->
                found
                    || entries.containsKey("Patient/" + person)
                    || sight.candidate(person).isPresent());
  }

  private Optional<UUID> ofTarget(
      String reference, Map<String, Resource> entries, CaseSight sight) {
    IdType target = new IdType(reference);
    Resource entry = entries.get(reference);
    if (target.getIdPart() == null || entry instanceof Provenance) {
      return Optional.empty();
    }
    UUID id = UUID.fromString(target.getIdPart());
    return entry != null
        ? of(entry, id, entries, sight)
        : sight.candidate(id).map(CaseItem::person);
  }

  private static Optional<UUID> patient(Base value) {
    if (!(value instanceof Reference reference) || !reference.hasReference()) {
      return Optional.empty();
    }
    IdType target = new IdType(reference.getReference());
    return "Patient".equals(target.getResourceType())
        ? Optional.of(UUID.fromString(target.getIdPart()))
        : Optional.empty();
  }
}
