/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionDataComponent;

/** Which items a provision is about: class, code, securityLabel, dataPeriod, data. */
record ItemScope(
    Scope<Code> classes,
    Scope<CodeSet> codes,
    LabelScope labels,
    Scope<Span> dataPeriod,
    Scope<Data> data) {
  private static final Set<String> IDENTITY_TYPES = Set.of("Patient", "RelatedPerson");

  /** A relation to one named resource. */
  record Data(ConsentDataMeaning meaning, String reference) {
    static Data of(provisionDataComponent data) {
      return new Data(data.getMeaning(), References.normal(data.getReference()));
    }

    boolean isUnderstood() {
      return meaning != null && meaning != ConsentDataMeaning.NULL && !reference.isEmpty();
    }

    boolean covers(Item item) {
      return switch (meaning) {
        case INSTANCE -> reference.equals(item.id());
        case RELATED, DEPENDENTS ->
            reference.equals(item.id())
                || item.references().contains(reference)
                || item.referencedBy().contains(reference);
        case AUTHOREDBY -> item.authors().contains(reference);
        case NULL -> false;
      };
    }
  }

  static ItemScope of(ProvisionComponent provision) {
    return new ItemScope(
        Scope.of(provision.getClass_(), Code::of, ItemScope::isClass),
        Scope.of(provision.getCode(), CodeSet::of, CodeSet::isUnderstood),
        LabelScope.of(provision.getSecurityLabel()),
        provision.hasDataPeriod()
            ? Scope.of(List.of(provision.getDataPeriod()), Span::of, span -> true)
            : Scope.absent(),
        Scope.of(provision.getData(), Data::of, Data::isUnderstood));
  }

  /** A resource type of FHIR's own list, or a profile by its canonical. */
  private static boolean isClass(Code code) {
    return code.isComplete()
        && (Vocabulary.RESOURCE_TYPES.contains(code.system())
            || code.code().contains("://")
            || code.code().startsWith("urn:"));
  }

  /** Whether it narrows the items at all; identity labels alone do not. */
  boolean isStated() {
    return classes.isStated()
        || codes.isStated()
        || labels.narrowsItems()
        || dataPeriod.isStated()
        || data.isStated();
  }

  ItemScope withIdentityOf(ItemScope other) {
    LabelScope own = other.labels();
    LabelScope merged = labels.stated() ? labels.withIdentity(own.identity()) : own;
    return new ItemScope(classes, codes, merged, dataPeriod, data);
  }

  boolean permits(Item item) {
    boolean identityOnly =
        labels.onlyIdentity() && !classes.isStated() && !codes.isStated() && !data.isStated();
    return (!identityOnly || IDENTITY_TYPES.contains(item.type()))
        && itemMatches(true, item)
        && labels.permits(item, classes.isStated())
        && (dataPeriod.values().isEmpty()
            || item.date().filter(dataPeriod.values().get(0)::contains).isPresent());
  }

  boolean denies(Item item) {
    return itemMatches(false, item)
        && labels.denies(item)
        && (dataPeriod.values().isEmpty()
            || item.date().map(dataPeriod.values().get(0)::overlaps).orElse(true));
  }

  private boolean itemMatches(boolean permit, Item item) {
    return classes.matches(permit, listed -> isOfClass(item, listed))
        && codes.matches(permit, listed -> listed.codes().stream().anyMatch(item.codes()::contains))
        && data.matches(permit, listed -> listed.covers(item));
  }

  private static boolean isOfClass(Item item, Code listed) {
    return Vocabulary.RESOURCE_TYPES.contains(listed.system())
        ? listed.code().equals(item.type())
        : item.profiles().contains(listed.code().split("\\|", 2)[0]);
  }
}
