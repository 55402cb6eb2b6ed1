/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.limits.BodyLimits;
import eu.amelie.interceptors.limits.JsonPatches;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Call.Preference;
import eu.amelie.server.call.Content;
import eu.amelie.server.call.Reply;
import eu.amelie.server.handling.CallHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Update and patch of a service's own entries. Refusals come in the order 404, 428, 412, 422. */
@Component
class EntryChanges implements CallHandler {

  private final OwnEntries own;
  private final DirectoryEntries entries;
  private final AuditTrail trail;
  private final JsonPatches patches;

  EntryChanges(OwnEntries own, DirectoryEntries entries, AuditTrail trail, FhirContext context) {
    this.own = own;
    this.entries = entries;
    this.trail = trail;
    this.patches = new JsonPatches(context, BodyLimits.DEFAULT);
  }

  @Override
  public boolean handles(Interaction interaction) {
    return (interaction instanceof Interaction.Update || interaction instanceof Interaction.Patch)
        && Directory.holds(((Interaction.OnInstance) interaction).type());
  }

  @Override
  public Recorded answer(Call call) {
    Interaction.OnInstance entry = (Interaction.OnInstance) call.interaction();
    return trail.writing(call, () -> changed(call, entry.type(), entry.id()));
  }

  private Reply changed(Call call, String type, String id) {
    Resource stored = own.locked(call.caller(), type, id);
    call.asked().conditions().requireCurrent(stored.getIdElement().getVersionIdPart());
    Resource written = own.replace(call.caller(), id, wanted(call, id, stored));
    Resource shown = entries.shown(written);
    Optional<Resource> body =
        call.preference() == Preference.MINIMAL ? Optional.empty() : Optional.of(shown);
    return new Reply(Reply.OK, body, Map.of(), List.of("wrote " + type + "/" + id))
        .with("ETag", "W/\"" + shown.getMeta().getVersionId() + "\"");
  }

  private Resource wanted(Call call, String id, Resource stored) {
    if (call.content() instanceof Content.Change change) {
      return patches.apply(change.patch(), entries.shown(stored));
    }
    Resource sent = call.content().resource(stored.getClass());
    if (!id.equals(sent.getIdElement().getIdPart())) {
      throw ExchangeException.at(
          ErrorCode.MALFORMED, null, "The body's id is not that of its address.");
    }
    return sent;
  }
}
