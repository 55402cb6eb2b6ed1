/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.record.Treatment.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Quantity;

/** One split in the course of being made: takes from the given copy what may not stay. */
final class Dismantling {
  private static final Pattern LITERAL =
      Pattern.compile(
          "[A-Z][A-Za-z]{2,40}/[A-Za-z0-9\\-.]{1,64}(/_history/[A-Za-z0-9\\-.]{1,64})?"
              + "|urn:uuid:[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2,3}");
  private static final int DAY_LENGTH = 10;
  private static final int YEAR_LENGTH = 4;

  private record Piece(Step step, IdentityLabel label, String json) {}

  private final RecordShapes shapes;
  private final String type;
  private final ElementCodec codec;
  private final ContactAnswers contact;
  private final ItemDates dates;
  private List<Piece> pieces = new ArrayList<>();

  Dismantling(RecordShapes shapes, IBaseResource whole) {
    this.shapes = shapes;
    this.type = whole.fhirType();
    this.contact = ContactAnswers.of(whole);
    this.dates = ItemDates.of(whole);
    this.codec = shapes.codec();
  }

  List<IdentityElement> identity() {
    return pieces.stream()
        .map(piece -> new IdentityElement(piece.step().path(), piece.label(), piece.json()))
        .toList();
  }

  void inside(IBase node, Shape shape, Step at) {
    for (Shape.Part part : shape.parts()) {
      List<IBase> values = part.values(node);
      if (!values.isEmpty()) {
        children(node, part, values, at);
      }
    }
  }

  private void children(IBase node, Shape.Part part, List<IBase> values, Step at) {
    BaseRuntimeChildDefinition child = part.child();
    if (!Model.isList(child)) {
      IBase value = values.get(0);
      String name = Model.name(child, value);
      IBase rest =
          value.isEmpty()
              ? null
              : treat(
                  value,
                  settled(node, at, name, part.treatment(name)),
                  Step.single(at, name, value));
      if (rest != value) {
        child.getMutator().setValue(node, rest);
      }
      return;
    }
    List<IBase> stay = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      IBase value = values.get(i);
      if (value == null || value.isEmpty()) {
        continue;
      }
      String name = Model.name(child, value);
      Step step = Step.item(at, name, i, stay.size(), value);
      IBase rest = treat(value, part.treatment(name), step);
      if (rest == null) {
        step.raise();
      } else {
        stay.add(rest);
      }
    }
    values.clear();
    values.addAll(stay);
  }

  /**
   * Whether a region stays is for the address to say that it is a part of; whether a date stays,
   * for the one that comes before it.
   */
  private Treatment settled(IBase holder, Step at, String name, Treatment treatment) {
    if (at == null && dates.isPreceded(name)) {
      return Treatment.off(IdentityLabel.TEXT);
    }
    if (treatment.kind() != Kind.REGION) {
      return treatment;
    }
    return shapes.regions().keep((Address) holder)
        ? Treatment.of(Kind.VALUE, treatment.label())
        : Treatment.off(treatment.label());
  }

  /** Returns what stays in the record, or null. */
  private IBase treat(IBase value, Treatment treatment, Step at) {
    return switch (treatment.kind()) {
      case OFF, REGION -> off(value, at, treatment.label());
      case CONTACT -> {
        if (contact.hold(value)) {
          yield off(value, at, IdentityLabel.DEMO);
        }
        if (treatment.shape() == null) {
          yield off(value, at, treatment.label());
        }
        inside(value, treatment.shape(), at);
        yield value.isEmpty() ? null : value;
      }
      case INSIDE -> {
        inside(value, treatment.shape(), at);
        yield value.isEmpty() ? null : value;
      }
      case CODED -> {
        inside(value, hasKnownCode(value) ? treatment.shape() : treatment.unknown(), at);
        yield value.isEmpty() ? null : value;
      }
      case EXTENSION -> {
        Extension extension = (Extension) value;
        yield extension(
            extension, shapes.extensions().root(type, extension.getUrl(), at), treatment, at);
      }
      case MODIFIER -> modifier((Extension) value, treatment, at);
      case VALUE, DAY, YEAR, COUNTRY, REFERENCE ->
          primitive((IPrimitiveType<?>) value, treatment, at);
    };
  }

  /** A number without any unit counts things, and needs no code. */
  private boolean hasKnownCode(IBase value) {
    if (value instanceof Quantity quantity) {
      boolean bare = !quantity.hasCode() && !quantity.hasSystem() && !quantity.hasUnit();
      return bare || shapes.vocabulary().knows(quantity.getSystem(), quantity.getCode());
    }
    Coding coding = (Coding) value;
    return shapes.vocabulary().knows(coding.getSystem(), coding.getCode());
  }

  private IBase off(IBase value, Step at, IdentityLabel label) {
    if (label != null) {
      pieces.add(new Piece(at, label, codec.encode(value)));
    } else if (value instanceof IBaseResource && shapes.ofContained(value.fhirType()) != null) {
      new ContainedTaking(value.fhirType()).take(value, at);
    } else {
      shapes
          .labels()
          .uniform(value)
          .ifPresentOrElse(own -> off(value, at, own), () -> offInParts(value, at));
    }
    return null;
  }

  private void offInParts(IBase value, Step at) {
    for (Model.Member member : shapes.model().members(value)) {
      off(member.value(), partStep(at, member), null);
    }
  }

  private static Step partStep(Step at, Model.Member member) {
    if (member.index() < 0) {
      return Step.single(at, member.name(), member.value());
    }
    Step step = Step.item(at, member.name(), member.index(), 0, member.value());
    step.raise();
    return step;
  }

  private IBase primitive(IPrimitiveType<?> value, Treatment treatment, Step at) {
    inside(value, shapes.ofPrimitives(treatment.label()), at);
    String full = value.getValueAsString();
    if (full == null) {
      return value.isEmpty() ? null : value;
    }
    String coarse = coarse(value, full, treatment.kind(), at);
    if (!full.equals(coarse)) {
      IdentityLabel label = treatment.label() == null ? IdentityLabel.TEXT : treatment.label();
      pieces.add(new Piece(at, label, codec.encodeValue(full)));
      value.setValueAsString(coarse);
    }
    return value.isEmpty() ? null : value;
  }

  private static String coarse(IPrimitiveType<?> value, String full, Kind kind, Step at) {
    return switch (kind) {
      case YEAR -> head(full, YEAR_LENGTH);
      case DAY -> {
        boolean instant = value instanceof InstantType;
        boolean ofUtc = instant || ItemDates.isOne(at.first());
        String day = ofUtc ? ItemDates.day(at.first(), full) : head(full, DAY_LENGTH);
        yield instant ? day + "T00:00:00Z" : day;
      }
      case COUNTRY -> COUNTRY.matcher(full).matches() ? full : null;
      case REFERENCE -> LITERAL.matcher(full).matches() ? full : null;
      default -> full;
    };
  }

  private static String head(String text, int length) {
    return text.substring(0, Math.min(length, text.length()));
  }

  /** A listed extension of which nothing would stay but its url goes off whole. */
  private IBase extension(
      Extension whole, KnownExtensions.Known known, Treatment treatment, Step at) {
    if (known != null) {
      List<Piece> before = pieces;
      pieces = new ArrayList<>();
      Extension rest = (Extension) shapes.copies().element(whole);
      stripListed(rest, known, treatment, at);
      boolean stays = rest.hasValue() || rest.hasExtension();
      before.addAll(stays ? pieces : List.of());
      pieces = before;
      if (stays) {
        return rest;
      }
    }
    IdentityLabel label =
        treatment.label() == null ? shapes.labels().strictest(whole) : treatment.label();
    return off(whole, at, label);
  }

  private void stripListed(
      Extension rest, KnownExtensions.Known known, Treatment treatment, Step at) {
    for (Shape.Part part : shapes.ofExtensions().parts()) {
      String name = part.child().getElementName();
      if (name.equals("extension")) {
        nested(rest, known, treatment, at);
      } else {
        List<IBase> values = part.values(rest);
        if (!values.isEmpty()) {
          children(rest, extensionPart(part, known, treatment, values.get(0)), values, at);
        }
      }
    }
  }

  private Shape.Part extensionPart(
      Shape.Part part, KnownExtensions.Known known, Treatment treatment, IBase value) {
    Treatment off = Treatment.off(treatment.label());
    Treatment own =
        switch (part.child().getElementName()) {
          case "url" -> Treatment.of(Kind.VALUE, treatment.label());
          case "value" ->
              known.holds(value, shapes.vocabulary())
                  ? shapes.ofExtensionValue(value, treatment.label())
                  : off;
          default -> off;
        };
    return new Shape.Part(part.child(), Map.of(), own);
  }

  private void nested(Extension rest, KnownExtensions.Known known, Treatment treatment, Step at) {
    List<Extension> parts = rest.getExtension();
    List<Extension> stay = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Extension part = parts.get(i);
      if (part.isEmpty()) {
        continue;
      }
      Step step = Step.item(at, "extension", i, stay.size(), part);
      IBase left = extension(part, known.part(part.getUrl()), treatment, step);
      if (left == null) {
        step.raise();
      } else {
        stay.add((Extension) left);
      }
    }
    parts.clear();
    parts.addAll(stay);
  }

  private IBase modifier(Extension value, Treatment treatment, Step at) {
    if (KnownExtensions.isWithheldModifier(value)) {
      return value;
    }
    IdentityLabel label =
        treatment.label() == null ? shapes.labels().strictest(value) : treatment.label();
    off(value, at, label);
    return KnownExtensions.withheldModifier();
  }

  /** A contained resource goes off part by part, each under the label its type's list gives it. */
  private final class ContainedTaking {
    private final Shape shape;

    ContainedTaking(String type) {
      this.shape = shapes.ofContained(type);
    }

    void take(IBase resource, Step at) {
      ContactAnswers answers = ContactAnswers.of(resource);
      for (Shape.Part part : shape.parts()) {
        for (Model.Member member : shapes.model().members(resource, part.child())) {
          Treatment treatment = part.treatment(member.name());
          boolean reached = treatment.kind() == Kind.CONTACT && answers.hold(member.value());
          off(
              member.value(),
              partStep(at, member),
              reached ? IdentityLabel.DEMO : treatment.label());
        }
      }
    }
  }
}
