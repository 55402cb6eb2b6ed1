/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Call.Preference;
import eu.amelie.server.call.Reply;
import eu.amelie.server.handling.CallHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** A service adds a service, a place or a technical address of its own; its id is the server's. */
@Component
class EntryCreations implements CallHandler {
  private final OwnEntries own;
  private final DirectoryEntries entries;
  private final AuditTrail trail;

  EntryCreations(OwnEntries own, DirectoryEntries entries, AuditTrail trail) {
    this.own = own;
    this.entries = entries;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Create create && Directory.holds(create.type());
  }

  @Override
  public Recorded answer(Call call) {
    String type = ((Interaction.Create) call.interaction()).type();
    return trail.writing(call, () -> created(call, type));
  }

  private Reply created(Call call, String type) {
    Resource sent = call.content().resource();
    if (!sent.fhirType().equals(type)) {
      throw ExchangeException.at(
          ErrorCode.MALFORMED, null, "The body is not a resource of the type this address is for.");
    }
    Resource shown = entries.shown(own.create(call.caller(), sent));
    String line = type + "/" + shown.getIdElement().getIdPart();
    Optional<Resource> body =
        call.preference() == Preference.MINIMAL ? Optional.empty() : Optional.of(shown);
    return new Reply(Reply.CREATED, body, Map.of(), List.of("wrote " + line))
        .with("ETag", "W/\"" + shown.getMeta().getVersionId() + "\"")
        .with("Location", call.base() + "/" + line);
  }
}
