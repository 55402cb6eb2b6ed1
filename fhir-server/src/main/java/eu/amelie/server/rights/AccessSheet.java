/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.receipt.Shared;
import eu.amelie.interceptors.rights.Disclosure;
import eu.amelie.interceptors.rights.SeenItem;
import eu.amelie.interceptors.rights.Why;
import eu.amelie.server.directory.Directory;
import eu.amelie.server.rights.Sheet.Entry;
import eu.amelie.server.rights.Sheet.Section;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/** Who saw what, when and what for, as a sheet for the person. */
@Component
class AccessSheet {
  /** Under which several occasions of a day are told as one. */
  private record Heading(String who, Why why) {}

  private final Directory directory;

  AccessSheet(Directory directory) {
    this.directory = directory;
  }

  /**
   * @param giver who hands the sheet out; empty where it is about everybody's
   * @param named whether others may be named on it
   * @param outward an internal id as it stands in the file
   */
  Sheet of(
      List<Disclosure> disclosures,
      Optional<String> giver,
      boolean named,
      UnaryOperator<String> outward,
      RightsTexts texts) {
    Map<LocalDate, Map<Heading, List<Disclosure>>> byDay = new LinkedHashMap<>();
    for (Disclosure disclosure : disclosures) {
      byDay
          .computeIfAbsent(disclosure.day(), ignored -> new LinkedHashMap<>())
          .computeIfAbsent(heading(disclosure, giver, named, texts), ignored -> new ArrayList<>())
          .add(disclosure);
    }
    List<Section> sections = new ArrayList<>();
    byDay.forEach(
        (day, some) ->
            sections.add(
                new Section(
                    texts.own().date(day),
                    some.entrySet().stream()
                        .map(one -> entry(one.getKey(), one.getValue(), outward, texts))
                        .toList())));
    return new Sheet(
        texts.of("disclosures.title"),
        giver.isPresent()
            ? List.of(texts.of("disclosures.intro"), texts.of("disclosures.only"))
            : List.of(texts.of("complete.disclosures")),
        sections,
        texts.of(giver.isPresent() ? "disclosures.none" : "nobody"),
        List.of(texts.of("rights")));
  }

  /** Those who are not named are one, so that not even their number shows. */
  private Heading heading(
      Disclosure disclosure, Optional<String> giver, boolean named, RightsTexts texts) {
    String who = named ? directory.nameOf(disclosure.organisation()) : texts.of("who.not-named");
    return new Heading(
        giver.equals(Optional.of(disclosure.organisation())) ? texts.of("who.giver") : who,
        disclosure.why());
  }

  private static Entry entry(
      Heading heading,
      List<Disclosure> disclosures,
      UnaryOperator<String> outward,
      RightsTexts texts) {
    Set<Shared> what = EnumSet.noneOf(Shared.class);
    disclosures.forEach(disclosure -> what.addAll(disclosure.what()));
    List<Line> lines = new ArrayList<>(texts.seen(what));
    lines.add(new Line(texts.of("label.why"), texts.of("why." + heading.why().key())));
    return new Entry(
        Optional.of(heading.who()),
        lines,
        disclosures.stream().map(disclosure -> event(disclosure, outward, texts)).toList());
  }

  /** The day alone, as the sheet has it; an instant has to have a time, which is midnight. */
  private static AuditEvent event(
      Disclosure disclosure, UnaryOperator<String> outward, RightsTexts texts) {
    AuditEvent event = new AuditEvent();
    event.setId(UUID.randomUUID().toString());
    event.setType(
        new Coding("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", null));
    event.addSubtype(new Coding("http://hl7.org/fhir/restful-interaction", "read", null));
    event.setAction(AuditEventAction.R);
    DateTimeType day = new DateTimeType(disclosure.day().toString());
    event.getPeriod().setStartElement(day).setEndElement(day.copy());
    event.setRecordedElement(new InstantType(disclosure.day() + "T00:00:00Z"));
    event.setOutcome(AuditEventOutcome._0);
    event
        .addAgent()
        .setRequestor(true)
        .setWho(new Reference("Organization/" + disclosure.organisation()))
        .addPurposeOfUse(new CodeableConcept().setText(texts.of("why." + disclosure.why().key())));
    event.getSource().setObserver(new Reference().setDisplay("Supportive Care Exchange"));
    for (SeenItem item : disclosure.items()) {
      AuditEventEntityComponent entity = event.addEntity();
      entity.setWhat(new Reference(item.type() + "/" + outward.apply(item.id().toString())));
      item.labels().stream()
          .sorted()
          .map(label -> IdentityLabel.valueOf(label).coding())
          .forEach(entity::addSecurityLabel);
    }
    return event;
  }
}
