/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.time.Instant;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Property;

/**
 * One provision, root or nested, in the form decisions use.
 *
 * @param path where it stands in the Consent, for people
 * @param saysMore whether it holds anything that is not understood: such a permit never matches
 */
record Provision(
    String path,
    boolean permit,
    Span period,
    RequestScope request,
    ItemScope items,
    boolean saysMore) {

  static Provision root(ProvisionComponent provision) {
    return read("provision", provision);
  }

  static Provision nested(int index, ProvisionComponent provision, Provision root) {
    Provision own = read("provision.provision[" + index + "]", provision);
    boolean takesItems = own.permit && !own.items.isStated();
    return new Provision(
        own.path,
        own.permit,
        own.period,
        own.request.or(root.request),
        takesItems ? root.items.withIdentityOf(own.items) : own.items,
        own.saysMore);
  }

  private static Provision read(String path, ProvisionComponent provision) {
    return new Provision(
        path,
        provision.getType() == ConsentProvisionType.PERMIT,
        Span.of(provision.getPeriod()),
        RequestScope.of(provision),
        ItemScope.of(provision),
        hasExtension(provision));
  }

  /** Extensions anywhere in a provision, but not in those nested below it. */
  private static boolean hasExtension(Base element) {
    if (element instanceof Element known && known.hasExtension()) {
      return true;
    }
    for (Property property : element.children()) {
      for (Base child : property.getValues()) {
        if (!(child instanceof ProvisionComponent) && hasExtension(child)) {
          return true;
        }
      }
    }
    return false;
  }

  boolean matches(DecisionRequest asked, Item item, Instant now) {
    boolean understood = !permit || !saysMore;
    return understood
        && period.contains(now)
        && request.matches(permit, asked)
        && (permit ? items.permits(item) : items.denies(item));
  }

  Set<IdentityLabel> identity() {
    return items.labels().identity();
  }

  /** A deny that names only elements of identity withholds these and says nothing of the item. */
  boolean withholdsOnly() {
    return !permit && items.labels().onlyIdentity();
  }

  boolean statesScope() {
    return request.isStated() || items.isStated();
  }
}
