/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.referral.Need;
import eu.amelie.interceptors.referral.NeedReader;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.handling.CallHandler;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Parameters;
import org.springframework.stereotype.Component;

/**
 * {@code HealthcareService/$match}: the services that can meet a need, best first, with the codes
 * on which that rests. Nobody's case is looked at and nothing of the need is kept.
 */
@Component
class ServiceMatch implements CallHandler {
  private final MatchingServices services;
  private final ProfileCatalog profiles;
  private final AuditTrail trail;

  ServiceMatch(MatchingServices services, ProfileCatalog profiles, AuditTrail trail) {
    this.services = services;
    this.profiles = profiles;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("match");
  }

  @Override
  public Recorded answer(Call call) {
    Need need =
        NeedReader.read(
            call.content().resource(Parameters.class),
            (system, code) -> profiles.terminology().find(system, code).isPresent());
    return trail.reading(
        call,
        () -> Reply.of(services.ranked(need, Set.of()), List.of("directory HealthcareService")));
  }
}
