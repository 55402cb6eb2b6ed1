/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import eu.amelie.interceptors.receipt.Receipt;
import eu.amelie.interceptors.referral.RecoveryPeriod;
import eu.amelie.terminology.TerminologyCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task.TaskOutputComponent;

/**
 * An item as lines that a person can read.
 *
 * <p>Guaranteed: every text, name, date, number and code for people that the item holds has its
 * line, whatever element it stands in. No id; no organisation, unless organisations are named. Not
 * guaranteed: that a text which somebody typed names nobody.
 */
final class PlainItems {
  private static final Set<String> FOR_MACHINES =
      Set.of("id", "meta", "implicitRules", "active", "preferred");

  /** Elements of several types that are the same to a person. */
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("name", "name"),
          Map.entry("birthDate", "born"),
          Map.entry("gender", "gender"),
          Map.entry("telecom", "reach"),
          Map.entry("address", "address"),
          Map.entry("identifier", "number"),
          Map.entry("value", "value"),
          Map.entry("language", "language"),
          Map.entry("communication", "language"),
          Map.entry("relationship", "relationship"),
          Map.entry("code", "what"),
          Map.entry("category", "what"),
          Map.entry("valueCodeableConcept", "value"),
          Map.entry("effective", "when"),
          Map.entry("onset", "when"),
          Map.entry("period", "when"),
          Map.entry("occurrence", "when"),
          Map.entry("performed", "when"),
          Map.entry("recordedDate", "when"),
          Map.entry("recorded", "when"),
          Map.entry("authoredOn", "when"),
          Map.entry("authored", "when"),
          Map.entry("issued", "when"),
          Map.entry("date", "when"),
          Map.entry("dateTime", "when"),
          Map.entry("sent", "when"),
          Map.entry("start", "start"),
          Map.entry("end", "end"),
          Map.entry("note", "note"),
          Map.entry("text", "note"),
          Map.entry("comment", "note"),
          Map.entry("description", "note"),
          Map.entry("contentString", "note"),
          Map.entry("content", "note"),
          Map.entry("title", "title"),
          Map.entry("attachment", "title"),
          Map.entry("reasonCode", "reason"),
          Map.entry("statusReason", "reason"),
          Map.entry("reason", "reason"),
          Map.entry("status", "status"),
          Map.entry("businessStatus", "status"),
          Map.entry("owner", "who"),
          Map.entry("performer", "who"),
          Map.entry("requester", "who"),
          Map.entry("organization", "who"),
          Map.entry("actor", "who"),
          Map.entry("who", "who"),
          Map.entry("author", "who"),
          Map.entry("sc-minor-status", "age"),
          Map.entry("sc-age-band", "age"),
          Map.entry("sc-stage", "status"),
          Map.entry("sc-safe-contact", "reach-rule"),
          Map.entry("sc-interpreter", "interpreter"),
          Map.entry("sc-information-source", "source"));

  private static final String ORGANIZATION = "Organization/";

  private final PlainWords words;
  private final RightsTexts texts;
  private final Optional<UnaryOperator<String>> nameOf;
  private final Instant now;

  /**
   * @param nameOf what people call an organisation; empty where none may be named
   */
  PlainItems(
      TerminologyCatalog catalog,
      RightsTexts texts,
      Optional<UnaryOperator<String>> nameOf,
      Instant now) {
    this.words = new PlainWords(catalog, texts.own());
    this.texts = texts;
    this.nameOf = nameOf;
    this.now = now;
  }

  List<Line> of(Resource item) {
    List<Line> lines = new ArrayList<>();
    if (item instanceof Consent consent) {
      choices(consent, lines);
      Consent rest = consent.copy();
      rest.setProvision(null);
      within(rest, "", lines);
    } else {
      within(item, "", lines);
    }
    return lines;
  }

  /** As the receipt says it; what is over is not promised. */
  private void choices(Consent consent, List<Line> lines) {
    Receipt receipt = Receipt.of(consent, true, nameOf.isPresent(), now);
    add("what", texts.state(receipt.state()), lines);
    for (Receipt.Part part : receipt.parts()) {
      nameOf.ifPresent(
          name ->
              add("who", String.join(", ", part.recipients().stream().map(name).toList()), lines));
      lines.addAll(texts.seen(part.shared()));
      part.until().ifPresent(day -> add("end", texts.own().date(day), lines));
    }
    receipt.until().ifPresent(day -> add("end", texts.own().date(day), lines));
  }

  private void within(Base element, String label, List<Line> lines) {
    if (element instanceof QuestionnaireResponseItemComponent question && !question.hasText()) {
      add("note", question.getLinkId(), lines);
    }
    for (Property property : element.children()) {
      String name = property.getName().replace("[x]", "");
      if (!FOR_MACHINES.contains(name)) {
        for (Base value : property.getValues()) {
          one(value, label(name, label), lines);
        }
      }
    }
  }

  private void one(Base value, String label, List<Line> lines) {
    if (value instanceof Reference reference) {
      reference(reference, label, lines);
    } else if (value instanceof TaskOutputComponent output && RecoveryPeriod.isOne(output)) {
      recovery(output, lines);
    } else if (value instanceof Extension extension) {
      String url = extension.getUrl() == null ? "" : extension.getUrl();
      within(extension, label(url.substring(url.lastIndexOf('/') + 1), label), lines);
    } else if (PlainWords.isWhole(value)) {
      words.of(value).ifPresent(text -> add(label, text, lines));
      if (value instanceof Element whole) {
        whole.getExtension().forEach(extension -> one(extension, label, lines));
      }
    } else {
      within(value, label, lines);
    }
  }

  /** What it is is said by the label; what somebody has typed beside it is told as well. */
  private void recovery(TaskOutputComponent output, List<Line> lines) {
    if (output.getType().hasText()) {
      add("recovery", output.getType().getText(), lines);
    }
    one(output.getValue(), "recovery", lines);
    output.getExtension().forEach(extension -> one(extension, "recovery", lines));
  }

  /** The own word of an element, else that of what it stands in. */
  private static String label(String name, String around) {
    String own = LABELS.get(name);
    if (own == null) {
      return around;
    }
    // A text or a value within something named is that thing's.
    boolean general = name.equals("value") || name.equals("text") || name.equals("content");
    return general && !around.isEmpty() ? around : own;
  }

  private void reference(Reference reference, String label, List<Line> lines) {
    String target = reference.getReference() == null ? "" : reference.getReference();
    if (target.startsWith(ORGANIZATION)) {
      nameOf.ifPresent(
          name -> add(label, name.apply(target.substring(ORGANIZATION.length())), lines));
    } else if (reference.hasDisplay()) {
      add(label, reference.getDisplay(), lines);
    }
    if (reference.hasIdentifier()) {
      within(reference.getIdentifier(), label, lines);
    }
  }

  private void add(String label, String value, List<Line> lines) {
    Line line = new Line(texts.own().of("label." + (label.isEmpty() ? "more" : label)), value);
    if (value != null && !value.isBlank() && !lines.contains(line)) {
      lines.add(line);
    }
  }
}
