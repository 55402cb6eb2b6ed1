/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import eu.amelie.interceptors.consent.Code;
import eu.amelie.interceptors.consent.CompiledConsent;
import eu.amelie.interceptors.consent.DecisionRequest;
import eu.amelie.interceptors.consent.Item;
import eu.amelie.interceptors.consent.NestedTooDeepException;
import eu.amelie.interceptors.consent.References;
import eu.amelie.interceptors.consent.SafeContact;
import eu.amelie.interceptors.consent.evaluate.GivenParameters.Given;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Reads one input; gives the question, or names everything that is wrong with it. */
final class QuestionReader {

  /**
   * An organisation or a group.
   *
   * @param reference empty where there is none
   */
  private record Party(String reference, Set<Code> identifiers) {}

  private final GivenParameters given;
  private final Instant now;

  private QuestionReader(GivenParameters given, Instant now) {
    this.given = given;
    this.now = now;
  }

  /**
   * @param now where the input gives no instant
   * @throws ExchangeException naming everything that is wrong
   */
  static Question read(Parameters in, Instant now) {
    return new QuestionReader(new GivenParameters(in), now).read();
  }

  private Question read() {
    List<CompiledConsent> consents = each(Input.CONSENT, this::consent);
    List<Party> organization = each(Input.ORGANIZATION, this::party);
    List<Party> groups = each(Input.GROUP, this::party);
    List<Code> roles = each(Input.ROLE, this::code);
    List<Code> purposes = each(Input.PURPOSE_OF_USE, this::code);
    List<Code> action = each(Input.ACTION, this::code);
    List<Instant> instant = each(Input.INSTANT, this::instant);
    List<Boolean> liveTask = each(Input.ASSUME_LIVE_TASK, this::flag);
    if (!given.issues().isEmpty()) {
      throw ExchangeException.of(ErrorCode.PROFILE_VIOLATION, given.issues());
    }
    Resource resource = resources(Input.RESOURCE).get(0);
    List<Resource> related = resources(Input.RELATED);
    Item item = Item.of(resource, related);
    DecisionRequest request =
        new DecisionRequest(
            organization.get(0).reference(),
            identifiers(Stream.concat(organization.stream(), groups.stream())),
            references(groups),
            Set.copyOf(roles),
            Set.copyOf(purposes),
            action.isEmpty() ? DecisionRequest.ACCESS : action.get(0));
    return new Question(
        consents,
        request,
        item,
        SafeContact.mayReach(
                safeContact(item, Stream.concat(Stream.of(resource), related.stream())))
            && !SafeContact.forbids(resource),
        instant.isEmpty() ? now : instant.get(0),
        liveTask.isEmpty() || liveTask.get(0));
  }

  private <T> List<T> each(Input input, Function<Given, Optional<T>> reading) {
    return given.all(input).stream().map(reading).flatMap(Optional::stream).toList();
  }

  private List<Resource> resources(Input input) {
    return given.all(input).stream().map(one -> one.parameter().getResource()).toList();
  }

  private Optional<CompiledConsent> consent(Given one) {
    try {
      return Optional.of(CompiledConsent.compile((Consent) one.parameter().getResource()));
    } catch (NestedTooDeepException e) {
      given.refuse(
          e.expressionBelow(one.place() + ".resource"), "Provisions nest one level at most.");
      return Optional.empty();
    }
  }

  private Optional<Party> party(Given one) {
    Party party =
        one.parameter().getValue() instanceof Reference reference
            ? new Party(literal(reference), complete(reference.getIdentifier()))
            : new Party("", complete((Identifier) one.parameter().getValue()));
    if (party.reference().isEmpty() && party.identifiers().isEmpty()) {
      given.refuse(
          one.place(), "It needs a literal reference, or an identifier with system and value.");
      return Optional.empty();
    }
    return Optional.of(party);
  }

  /** A contained resource has no name outside the one that contains it. */
  private static String literal(Reference reference) {
    String literal = References.normal(reference);
    return literal.startsWith("#") ? "" : literal;
  }

  private static Set<Code> complete(Identifier identifier) {
    Code code = new Code(identifier.getSystem(), identifier.getValue());
    return code.isComplete() ? Set.of(code) : Set.of();
  }

  private static Set<Code> identifiers(Stream<Party> parties) {
    return parties.flatMap(party -> party.identifiers().stream()).collect(Collectors.toSet());
  }

  private static Set<String> references(List<Party> groups) {
    return groups.stream()
        .map(Party::reference)
        .filter(reference -> !reference.isEmpty())
        .collect(Collectors.toSet());
  }

  private Optional<Code> code(Given one) {
    Code code = Code.of((Coding) one.parameter().getValue());
    if (!code.isComplete()) {
      given.refuse(one.place(), "It needs a system and a code.");
      return Optional.empty();
    }
    return Optional.of(code);
  }

  private Optional<Instant> instant(Given one) {
    InstantType value = (InstantType) one.parameter().getValue();
    if (!value.hasValue() || value.getTimeZone() == null) {
      given.refuse(one.place(), "It needs a date, a time and an offset.");
      return Optional.empty();
    }
    return Optional.of(value.getValue().toInstant());
  }

  private Optional<Boolean> flag(Given one) {
    BooleanType value = (BooleanType) one.parameter().getValue();
    if (!value.hasValue()) {
      given.refuse(one.place(), "It needs a value.");
      return Optional.empty();
    }
    return Optional.of(value.booleanValue());
  }

  /** Of the person the item is about, as far as she is given: nothing is looked up. */
  private static Set<String> safeContact(Item item, Stream<Resource> given) {
    Set<String> rules = new HashSet<>();
    given
        .filter(resource -> resource.fhirType().equals("Patient"))
        .filter(patient -> Item.of(patient).patient().equals(item.patient()))
        .forEach(patient -> rules.addAll(SafeContact.rules(patient)));
    return Set.copyOf(rules);
  }
}
