/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
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
 * at alike. What is not understood weakens no deny: a clinical code of which it is not known here
 * what it tells (SNOMED CT, LOINC, ATC, one that was sealed because it has not the form of its
 * system's), and a diagnosis that is only told in words, bear all labels, unless a code of a listed
 * vocabulary stands beside it in the same concept. Not guaranteed: that the blocks hold every
 * sensitive code.
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
    if (resource instanceof Condition condition && !isSorted(condition.getCode())) {
      labels.addAll(SensitiveCodes.LABELS);
    }
    List<Coding> codings = new ArrayList<>();
    labels.forEach(label -> codings.add(new Coding(Vocabulary.ACT_CODE, label, null)));
    return codings;
  }

  private static boolean isSorted(CodeableConcept diagnosis) {
    return diagnosis.getCoding().stream()
        .anyMatch(
            coding ->
                coding.hasSystem()
                    && coding.hasCode()
                    && SensitiveCodes.isSorted(coding.getSystem()));
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
    if (element instanceof CodeableConcept concept) {
      addLabels(concept.getCoding(), labels);
    }
    for (Property property : element.children()) {
      if (property.getName().equals(META)) {
        continue;
      }
      for (Base child : property.getValues()) {
        if (child instanceof Coding coding && !(element instanceof CodeableConcept)) {
          addLabels(List.of(coding), labels);
        }
        addLabels(child, labels);
      }
    }
  }

  /** Of codings that say the same in several vocabularies. */
  private static void addLabels(List<Coding> codings, Set<String> labels) {
    boolean sorted = false;
    boolean clinical = false;
    for (Coding coding : codings) {
      String system = coding.hasSystem() ? coding.getSystem() : "";
      if (coding.hasCode()) {
        labels.addAll(SensitiveCodes.labelsOf(system, coding.getCode()));
        sorted |= SensitiveCodes.isSorted(system);
      }
      clinical |= SensitiveCodes.isClinical(system);
    }
    if (clinical && !sorted) {
      labels.addAll(SensitiveCodes.LABELS);
    }
  }
}
