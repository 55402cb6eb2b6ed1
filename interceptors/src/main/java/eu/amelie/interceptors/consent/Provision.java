/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Period;

/**
 * One provision, root or nested, in the form decisions use.
 *
 * @param place where it stands, for people: the Consent's id, where it has one, and the path in it
 * @param identity the elements of identity it names
 * @param onlyIdentity whether its labels name nothing else
 * @param plain false where an extension says more than the elements do
 * @param hopeless the parts that keep it from ever matching
 * @param decisive the parts that a request, an item or the time is held against; what it does not
 *     state never is
 */
record Provision(
    String place,
    boolean permit,
    Set<IdentityLabel> identity,
    boolean onlyIdentity,
    Scope<Span> period,
    RequestScope request,
    ItemScope items,
    boolean plain,
    Set<Part> hopeless,
    List<Part> decisive) {
  private static final Set<String> IDENTITY_TYPES = Set.of("Patient", "RelatedPerson");

  /**
   * @param consent its id, or empty
   */
  static Provision root(String consent, ProvisionComponent provision) {
    return read(place(consent, "provision"), provision);
  }

  /** Takes from the root what it does not state, and holds only while the root does. */
  static Provision nested(String consent, int index, ProvisionComponent provision, Provision root) {
    Provision own = read(place(consent, "provision.provision[" + index + "]"), provision);
    boolean takesItems = own.permit && !own.items.isStated();
    return new Provision(
            own.place,
            own.permit,
            own.identity,
            own.onlyIdentity,
            own.period,
            own.request.or(root.request),
            takesItems ? root.items : own.items,
            own.plain && (!root.period.stated() || root.period.isUnderstood()),
            Set.of(),
            List.of())
        .weighed();
  }

  private static String place(String consent, String path) {
    return consent.isEmpty() ? path : consent + "#" + path;
  }

  private static Provision read(String place, ProvisionComponent provision) {
    List<Coding> labels = provision.getSecurityLabel();
    Set<IdentityLabel> identity = EnumSet.noneOf(IdentityLabel.class);
    labels.forEach(label -> IdentityLabel.of(label).ifPresent(identity::add));
    List<Period> period = provision.hasPeriod() ? List.of(provision.getPeriod()) : List.of();
    return new Provision(
            place,
            provision.getType() == ConsentProvisionType.PERMIT,
            identity,
            !labels.isEmpty()
                && labels.stream().allMatch(label -> IdentityLabel.of(label).isPresent()),
            Scope.of(period, Span::isUnderstood, Span.of(provision.getPeriod())),
            RequestScope.of(provision),
            ItemScope.of(provision),
            !provision.hasExtension()
                && !provision.getTypeElement().hasExtension()
                && labels.stream().noneMatch(Unknowns::hasExtension),
            Set.of(),
            List.of())
        .weighed();
  }

  /** The same with what can be told of it before anybody asks. */
  private Provision weighed() {
    Set<Part> never = EnumSet.noneOf(Part.class);
    Set<Part> looked = EnumSet.noneOf(Part.class);
    scopes()
        .forEach(
            (part, scope) -> {
              if (scope.fails(permit)) {
                never.add(part);
              } else if (!scope.passes(permit)) {
                looked.add(part);
              }
            });
    if (permit && !plain) {
      never.add(Part.BEYOND);
    }
    if (permit && !identity.isEmpty() && items.leavesOnlyIdentity()) {
      looked.add(Part.IDENTITY);
    }
    return new Provision(
        place,
        permit,
        identity,
        onlyIdentity,
        period,
        request,
        items,
        plain,
        Set.copyOf(never),
        Part.IN_ORDER.stream().filter(looked::contains).toList());
  }

  private Map<Part, Scope<?>> scopes() {
    Map<Part, Scope<?>> scopes = new EnumMap<>(Part.class);
    scopes.putAll(request.byPart());
    scopes.putAll(items.byPart());
    scopes.put(Part.PERIOD, period);
    return scopes;
  }

  boolean isIn(Instant now) {
    return period.passes(false) || period.listed().contains(now);
  }

  boolean matches(DecisionRequest asked, Item item, BorneLabels borne, Instant now) {
    if (!hopeless.isEmpty()) {
      return false;
    }
    for (int i = 0; i < decisive.size(); i++) {
      if (!holds(decisive.get(i), asked, item, borne, now)) {
        return false;
      }
    }
    return true;
  }

  /** Everything that keeps it from matching; empty exactly where it matches. */
  Set<Part> missed(DecisionRequest asked, Item item, BorneLabels borne, Instant now) {
    Set<Part> missed = EnumSet.noneOf(Part.class);
    missed.addAll(hopeless);
    for (Part part : decisive) {
      if (!holds(part, asked, item, borne, now)) {
        missed.add(part);
      }
    }
    return missed;
  }

  private boolean holds(
      Part part, DecisionRequest asked, Item item, BorneLabels borne, Instant now) {
    return switch (part) {
      case ACTOR, PURPOSE, ACTION -> request.holds(part, permit, asked);
      case CLASS, CODE, SECURITY_LABEL, DATA_PERIOD, DATA -> items.holds(part, permit, item, borne);
      case PERIOD -> period.listed().contains(now);
      // A permit of nothing but elements of identity is about those who have them.
      case IDENTITY -> IDENTITY_TYPES.contains(item.type());
      case BEYOND -> plain;
    };
  }

  /** What of it could not be understood. */
  Set<Part> unclear() {
    Set<Part> unclear = EnumSet.noneOf(Part.class);
    scopes()
        .forEach(
            (part, scope) -> {
              if (scope.stated() && !scope.isUnderstood()) {
                unclear.add(part);
              }
            });
    if (!plain) {
      unclear.add(Part.BEYOND);
    }
    return unclear;
  }

  /** A deny that names only elements of identity withholds these and says nothing of the item. */
  boolean withholdsOnly() {
    return !permit && onlyIdentity;
  }

  boolean denies() {
    return !permit && !onlyIdentity;
  }

  boolean statesScope() {
    return request.isStated() || items.isStated();
  }
}
