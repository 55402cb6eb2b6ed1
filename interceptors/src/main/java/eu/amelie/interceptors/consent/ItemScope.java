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

  /** What is listed, held against the item. */
  boolean holds(Part part, boolean permit, Item item, BorneLabels borne) {
    return switch (part) {
      case CLASS -> classes.listed().include(item);
      case CODE -> Actors.shares(codes.listed(), item.codes());
      case SECURITY_LABEL ->
          permit ? labels.listed().permits(borne, classes.stated()) : labels.listed().denies(borne);
      case DATA_PERIOD ->
          permit ? holds(dataPeriod.listed(), item) : touches(dataPeriod.listed(), item);
      case DATA -> data.listed().stream().anyMatch(one -> one.covers(item));
      default -> throw new IllegalArgumentException("No part of an item.");
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
