/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Period;

/** Which items a provision is about: class, code, securityLabel, dataPeriod, data. */
record ItemScope(
    Scope<Classes> classes,
    Scope<Set<Code>> codes,
    Scope<LabelScope> labels,
    Scope<Span> dataPeriod,
    Scope<List<ConsentData>> data) {

  static ItemScope of(ProvisionComponent provision) {
    return new ItemScope(
        Classes.of(provision.getClass_()),
        Scope.of(provision.getCode(), Code::isCoded, Code.of(provision.getCode())),
        LabelScope.of(provision.getSecurityLabel()),
        dataPeriod(provision),
        ConsentData.of(provision.getData()));
  }

  /** A period that ends before it begins is not understood. */
  private static Scope<Span> dataPeriod(ProvisionComponent provision) {
    List<Period> stated =
        provision.hasDataPeriod() ? List.of(provision.getDataPeriod()) : List.of();
    Span span = Span.of(provision.getDataPeriod());
    return Scope.of(stated, period -> Span.isUnderstood(period) && !span.isInverted(), span);
  }

  /** Whether it narrows the items at all; labels of identity alone do not. */
  boolean isStated() {
    return classes.stated()
        || codes.stated()
        || labels.stated()
        || dataPeriod.stated()
        || data.stated();
  }

  /** Whether nothing but a period stands beside labels of identity. */
  boolean leavesOnlyIdentity() {
    return !classes.stated()
        && !codes.stated()
        && !data.stated()
        && (!labels.stated() || labels.listed().saysNothing());
  }

  boolean fits(Part part, boolean permit, Item item, BorneLabels borne) {
    return switch (part) {
      case CLASS -> classes.matches(permit, listed -> listed.include(item));
      case CODE -> codes.matches(permit, listed -> Actors.shares(listed, item.codes()));
      case SECURITY_LABEL ->
          labels.matches(
              permit,
              listed -> permit ? listed.permits(borne, classes.stated()) : listed.denies(borne));
      case DATA_PERIOD ->
          dataPeriod.matches(permit, span -> permit ? holds(span, item) : touches(span, item));
      case DATA ->
          data.matches(permit, listed -> listed.stream().anyMatch(one -> one.covers(item)));
      default -> true;
    };
  }

  Map<Part, Scope<?>> byPart() {
    return Map.of(
        Part.CLASS, classes,
        Part.CODE, codes,
        Part.SECURITY_LABEL, labels,
        Part.DATA_PERIOD, dataPeriod,
        Part.DATA, data);
  }

  private static boolean holds(Span span, Item item) {
    return item.date().isPresent() && span.contains(item.date().get());
  }

  private static boolean touches(Span span, Item item) {
    return item.date().isEmpty() || span.overlaps(item.date().get());
  }
}
