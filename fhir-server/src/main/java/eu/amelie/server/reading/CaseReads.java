/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.reading;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.writing.DueCases;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Read and vread of items of cases. */
@Component
class CaseReads implements CallHandler {
  private final CaseSights sights;
  private final IdDoor door;
  private final DueCases due;
  private final AuditTrail trail;

  CaseReads(CaseSights sights, IdDoor door, DueCases due, AuditTrail trail) {
    this.sights = sights;
    this.door = door;
    this.due = due;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return (interaction instanceof Interaction.Read
            || interaction instanceof Interaction.VersionRead)
        && CaseTypes.contains(((Interaction.OnInstance) interaction).type());
  }

  @Override
  public Recorded answer(Call call) {
    Interaction.OnInstance asked = (Interaction.OnInstance) call.interaction();
    UUID id = door.inward(call.caller(), asked.id());
    due.bringUpToDate(call.caller());
    return trail.reading(
        call,
        () ->
            view(sights.reading(call.caller()), asked, id)
                .map(view -> reply(call, view))
                .orElseThrow(ExchangeException::notFound));
  }

  private static Optional<CaseView> view(CaseSight sight, Interaction.OnInstance asked, UUID id) {
    if (asked instanceof Interaction.VersionRead version) {
      Optional<Long> number = number(version.version());
      return number.isPresent()
          ? sight.view(asked.type(), id, number.get())
          : sight
              .view(asked.type(), id)
              .filter(view -> view.item().custodian().equals(sight.caller().organisation()))
              .filter(view -> view.etag().equals(version.version()));
    }
    return sight.view(asked.type(), id);
  }

  private static Optional<Long> number(String version) {
    return version.matches("[1-9][0-9]{0,8}")
        ? Optional.of(Long.parseLong(version))
        : Optional.empty();
  }

  private static Reply reply(Call call, CaseView view) {
    String etag = "W/\"" + view.etag() + "\"";
    Optional<String> known = call.asked().conditions().ifNoneMatch();
    if (known.isPresent() && matches(known.get(), etag)) {
      return new Reply(
          Reply.NOT_MODIFIED, Optional.empty(), Map.of("ETag", etag), List.of(view.seen()));
    }
    Reply reply = Reply.of(view.resource(), List.of(view.seen())).with("ETag", etag);
    Date updated = view.resource().getMeta().getLastUpdated();
    return updated == null
        ? reply
        : reply.with(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                updated.toInstant().atOffset(ZoneOffset.UTC)));
  }

  /** Weak comparison (RFC 9110, section 13.1.2). */
  private static boolean matches(String condition, String etag) {
    String opaque = etag.substring(2);
    for (String candidate : condition.split(",", -1)) {
      String tag = candidate.strip();
      if (tag.equals("*") || tag.equals(opaque) || tag.equals(etag)) {
        return true;
      }
    }
    return false;
  }
}
