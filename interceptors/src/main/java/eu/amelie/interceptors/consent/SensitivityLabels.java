/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * The sensitivity labels that the server gives an item. They follow from the codes that stand
 * anywhere in it, extensions and answers included, and are not taken from a sender. A Consent bears
 * none: what it says of codes is not about the person's health.
 *
 * <p>Guaranteed: every edition of ICD-10, ICD-11 and ICPC-2 is looked at alike. What is not
 * understood weakens no deny: a code of which it is not known here what it tells (SNOMED CT, LOINC,
 * ATC, a hospital's own, one that has not the form of its system's), and a diagnosis, finding,
 * procedure or document that is only named in words, bear all labels, unless a code of a listed
 * vocabulary stands beside it in the same concept; so does what is answered in a form that is not
 * known here. Who a person is, and who is close to her, is not about health: there only listed
 * codes count. Not guaranteed: that the blocks hold every sensitive code.
 */
public final class SensitivityLabels {
  private static final String META = "meta";
  private static final Set<String> OF_PEOPLE =
      Set.of("Patient", "RelatedPerson", "Practitioner", "PractitionerRole", "Provenance");

  private SensitivityLabels() {}

  /** New codings, which the caller may change. */
  public static List<Coding> of(Resource resource) {
    return of(resource, List.of());
  }

  /**
   * @param besides what it says by reference to a form, as codes
   * @return new codings, which the caller may change
   */
  static List<Coding> of(Resource resource, Collection<Coding> besides) {
    Set<String> labels = new TreeSet<>();
    if (!(resource instanceof Consent)) {
      boolean ofHealth = !OF_PEOPLE.contains(resource.fhirType());
      addLabels(resource, ofHealth, labels);
      besides.forEach(coding -> addLabels(List.of(coding), ofHealth, labels));
      if (!isNamed(resource)) {
        labels.addAll(SensitiveCodes.LABELS);
      }
    }
    List<Coding> codings = new ArrayList<>();
    labels.forEach(label -> codings.add(new Coding(Vocabulary.ACT_CODE, label, null)));
    return codings;
  }

  /** Whether it is known what the item is about, where it says so; a diagnosis has to. */
  private static boolean isNamed(Resource resource) {
    return switch (resource.fhirType()) {
      case "Condition" -> isUnderstood(((Condition) resource).getCode());
      case "Observation" -> isUnderstoodIfSaid(((Observation) resource).getCode());
      case "Procedure" -> isUnderstoodIfSaid(((Procedure) resource).getCode());
      case "DocumentReference" -> isUnderstoodIfSaid(((DocumentReference) resource).getType());
      default -> true;
    };
  }

  private static boolean isUnderstoodIfSaid(CodeableConcept concept) {
    return concept.isEmpty() || isUnderstood(concept);
  }

  private static boolean isUnderstood(CodeableConcept concept) {
    return concept.getCoding().stream()
        .filter(coding -> coding.hasSystem() && coding.hasCode())
        .anyMatch(
            coding ->
                SensitiveCodes.isSorted(coding.getSystem(), coding.getCode())
                    || !SensitiveCodes.isClinical(coding.getSystem()));
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

  private static void addLabels(Base element, boolean ofHealth, Set<String> labels) {
    if (element instanceof CodeableConcept concept) {
      addLabels(concept.getCoding(), ofHealth, labels);
    }
    for (Property property : element.children()) {
      if (property.getName().equals(META)) {
        continue;
      }
      for (Base child : property.getValues()) {
        if (child instanceof Coding coding && !(element instanceof CodeableConcept)) {
          addLabels(List.of(coding), ofHealth, labels);
        }
        addLabels(child, ofHealth, labels);
      }
    }
  }

  /** Of codings that say the same in several vocabularies. */
  private static void addLabels(List<Coding> codings, boolean ofHealth, Set<String> labels) {
    boolean sorted = false;
    boolean clinical = false;
    for (Coding coding : codings) {
      String system = coding.hasSystem() ? coding.getSystem() : "";
      String code = coding.hasCode() ? coding.getCode() : "";
      labels.addAll(SensitiveCodes.labelsOf(system, code));
      sorted |= SensitiveCodes.isSorted(system, code);
      clinical |= SensitiveCodes.isClinical(system);
    }
    if (ofHealth && clinical && !sorted) {
      labels.addAll(SensitiveCodes.LABELS);
    }
  }
}
