/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * The sensitivity labels that the server gives an item. They follow from the codes that stand
 * anywhere in it, extensions and answers included, are made when a decision asks, and are neither
 * stored nor taken from a sender. A Consent bears none: what it says of codes is not about the
 * person's health.
 *
 * <p>Guaranteed: every edition of ICD-10, ICD-11 and ICPC-2 that a record keeps in clear is looked
 * at alike. Not guaranteed: that every sensitive code is known here; a code of an unlisted system,
 * such as SNOMED CT or LOINC, leaves an item without a label.
 */
public final class SensitivityLabels {
  private static final String META = "meta";

  private SensitivityLabels() {}

  /** New codings, which the caller may change. */
  public static List<Coding> of(Resource resource) {
    Set<String> labels = new TreeSet<>();
    if (!(resource instanceof Consent)) {
      addLabels(resource, labels);
    }
    List<Coding> codings = new ArrayList<>();
    labels.forEach(label -> codings.add(new Coding(Vocabulary.ACT_CODE, label, null)));
    return codings;
  }

  /** All reasons for which an item bears one. */
  public static List<LabelGround> grounds() {
    return SensitiveCodes.GROUNDS;
  }

  /**
   * Whether there are items that bear it, or that it means by another rule than its being borne.
   */
  static boolean mayBear(Code label) {
    boolean given =
        label.system().equals(Vocabulary.ACT_CODE) && SensitiveCodes.LABELS.contains(label.code());
    boolean confidentiality = label.system().equals(Vocabulary.CONFIDENTIALITY);
    return given || (!confidentiality && !BorneLabels.isSensitivity(label));
  }

  private static void addLabels(Base element, Set<String> labels) {
    if (element instanceof Coding coding && coding.hasSystem() && coding.hasCode()) {
      labels.addAll(SensitiveCodes.labelsOf(coding.getSystem(), coding.getCode()));
    }
    for (Property property : element.children()) {
      if (!property.getName().equals(META)) {
        property.getValues().forEach(child -> addLabels(child, labels));
      }
    }
  }
}
