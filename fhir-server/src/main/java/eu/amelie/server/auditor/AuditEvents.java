/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.auditor;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.pseudonym.ids.DirectoryTypes;
import eu.amelie.server.cases.IdDoor;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/**
 * A line of the trail as an AuditEvent, with the ids of whoever reads it: who did what, when, why,
 * with which outcome, and which labels of identity were shown. Never what an item says.
 */
@Component
class AuditEvents {
  private static final Pattern SEEN =
      Pattern.compile(
          "(?:[a-z]+ )?(?<type>[A-Z][A-Za-z]+)/"
              + "(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\\[(?<labels>[A-Z,]*)])?.*");

  /** Ids of the directory are everybody's. */
  private static final Pattern ENTRY =
      Pattern.compile("wrote (?<line>(?<type>[A-Z][A-Za-z]+)/[A-Za-z0-9.-]{1,64})");

  private static final int FAILURES = 400;
  private static final int OUTAGES = 500;

  private final IdDoor door;

  AuditEvents(IdDoor door) {
    this.door = door;
  }

  AuditEvent of(Caller reader, AuditRow row) {
    AuditEvent event = new AuditEvent();
    event.setId(Long.toString(row.id()));
    event.getMeta().setLastUpdated(Date.from(row.recorded()));
    event.setType(
        new Coding("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", null));
    event.addSubtype(
        new Coding("http://hl7.org/fhir/restful-interaction", firstWord(row.interaction()), null));
    event.setAction(action(row));
    event.setRecordedElement(new InstantType(row.recorded().atOffset(ZoneOffset.UTC).toString()));
    event.setOutcome(outcome(row.status()));
    event.setOutcomeDesc(row.outcome());
    agent(event.addAgent(), row);
    event.getSource().setObserver(new Reference().setDisplay("Supportive Care Exchange"));
    event.addEntity().setName("X-Request-Id").setDescription(row.requestId());
    row.seen().forEach(seen -> addEntity(reader, event, seen));
    return event;
  }

  private static void agent(AuditEventAgentComponent agent, AuditRow row) {
    agent.setRequestor(true);
    agent.setWho(
        row.organisation().isEmpty()
            ? new Reference().setDisplay("unknown")
            : new Reference("Organization/" + row.organisation()));
    for (String code : row.purposes().split(" ")) {
      if (!code.isEmpty()) {
        Purpose purpose = Purpose.of(code);
        agent.addPurposeOfUse(
            new CodeableConcept(new Coding(purpose.system(), purpose.code(), null)));
      }
    }
  }

  private void addEntity(Caller reader, AuditEvent event, String seen) {
    Matcher entry = ENTRY.matcher(seen);
    if (entry.matches() && DirectoryTypes.contains(entry.group("type"))) {
      event.addEntity().setWhat(new Reference(entry.group("line")));
      return;
    }
    Matcher item = SEEN.matcher(seen);
    if (!item.matches()) {
      return;
    }
    var entity = event.addEntity();
    entity.setWhat(
        new Reference(
            item.group("type") + "/" + door.outward(reader, UUID.fromString(item.group("id")))));
    String labels = item.group("labels");
    if (labels != null && !labels.isEmpty()) {
      entity.setDescription("Identity shown: " + labels.replace(",", ", "));
    }
  }

  private static String firstWord(String interaction) {
    int space = interaction.indexOf(' ');
    return space < 0 ? interaction : interaction.substring(0, space);
  }

  private static AuditEventAction action(AuditRow row) {
    return switch (firstWord(row.interaction())) {
      case "create" -> AuditEventAction.C;
      case "update", "patch" -> AuditEventAction.U;
      case "read", "vread", "history-instance", "search-type" -> AuditEventAction.R;
      default -> AuditEventAction.E;
    };
  }

  private static AuditEventOutcome outcome(int status) {
    if (status < FAILURES) {
      return AuditEventOutcome._0;
    }
    return status < OUTAGES ? AuditEventOutcome._4 : AuditEventOutcome._8;
  }
}
