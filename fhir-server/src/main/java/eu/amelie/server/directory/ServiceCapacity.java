/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.referral.Offer;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.terminology.LocalSystem;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * {@code HealthcareService/[id]/$capacity}: a service says whether it can take someone on, and
 * nothing else of its entry changes. It needs no version: the last word counts.
 */
@Component
class ServiceCapacity implements CallHandler {
  private final OwnEntries own;
  private final DirectoryEntries entries;
  private final ProfileCatalog profiles;
  private final AuditTrail trail;

  ServiceCapacity(
      OwnEntries own, DirectoryEntries entries, ProfileCatalog profiles, AuditTrail trail) {
    this.own = own;
    this.entries = entries;
    this.profiles = profiles;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("capacity");
  }

  @Override
  public Recorded answer(Call call) {
    String id = ((Interaction.Operation) call.interaction()).id().orElseThrow();
    return trail.writing(call, () -> changed(call, id));
  }

  private Reply changed(Call call, String id) {
    HealthcareService entry =
        (HealthcareService) entries.shown(own.locked(call.caller(), "HealthcareService", id));
    String capacity = capacity(call);
    entry.getExtension().removeIf(extension -> Offer.CAPACITY.equals(extension.getUrl()));
    entry.addExtension(
        Offer.CAPACITY,
        new CodeableConcept(new Coding(LocalSystem.CAPACITY.url(), capacity, null)));
    Resource shown = entries.shown(own.replace(call.caller(), id, entry));
    return Reply.of(shown, List.of("wrote HealthcareService/" + id))
        .with("ETag", "W/\"" + shown.getMeta().getVersionId() + "\"");
  }

  private String capacity(Call call) {
    List<ParametersParameterComponent> given =
        call.content().resource(Parameters.class).getParameter();
    String code = given.size() == 1 ? code(given.get(0)) : null;
    if (code == null || !profiles.terminology().contains(LocalSystem.CAPACITY, code)) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          "Parameters.parameter",
          "The one parameter is capacity, a code of sc-capacity.");
    }
    return code;
  }

  private static String code(ParametersParameterComponent parameter) {
    if (!"capacity".equals(parameter.getName())) {
      return null;
    }
    if (parameter.getValue() instanceof CodeType code) {
      return code.getValue();
    }
    return parameter.getValue() instanceof Coding coding
            && LocalSystem.CAPACITY.url().equals(coding.getSystem())
        ? coding.getCode()
        : null;
  }
}
