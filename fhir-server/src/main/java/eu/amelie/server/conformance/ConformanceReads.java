/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.conformance;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.RoleContracts;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.directory.Directory;
import eu.amelie.server.handling.CallHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.MetadataResource;
import org.springframework.stereotype.Component;

/** Reads of profiles, terminology and contracts, from memory. */
@Component
class ConformanceReads implements CallHandler {
  private static final Set<String> ELSEWHERE = Set.of("AuditEvent", "Subscription");

  private final Map<String, MetadataResource> resources = new HashMap<>();
  private final AuditTrail trail;

  ConformanceReads(ProfileCatalog catalog, RoleContracts contracts, AuditTrail trail) {
    this.trail = trail;
    catalog.resources().forEach(this::add);
    for (Role role : Role.values()) {
      add(contracts.statement(role));
    }
  }

  private void add(MetadataResource resource) {
    resources.put(resource.fhirType() + "/" + resource.getIdElement().getIdPart(), resource);
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Read read
        && !CaseTypes.contains(read.type())
        && !Directory.holds(read.type())
        && !ELSEWHERE.contains(read.type());
  }

  @Override
  public Recorded answer(Call call) {
    Interaction.Read read = (Interaction.Read) call.interaction();
    MetadataResource resource = resources.get(read.type() + "/" + read.id());
    if (resource == null) {
      throw ExchangeException.notFound();
    }
    return trail.apart(call, Reply.of(resource.copy(), List.of()));
  }
}
