/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;

/**
 * What a decision has to know of an item and its record may have lost to the vault: which labels
 * its codes bear and what it points to. Taken from the whole when it is stored, and kept with that
 * version of its record; no code, no word and nothing of identity is in it.
 *
 * @param labels of v3-ActCode
 * @param references everything it points to
 */
public record ItemSense(Set<String> labels, Set<String> references) {
  public static final ItemSense NONE = new ItemSense(Set.of(), Set.of());

  public ItemSense {
    labels = Set.copyOf(labels);
    references = Set.copyOf(references);
  }

  /** Of what there is of it, with nothing besides. */
  public static ItemSense of(Resource resource) {
    return of(resource, Set.of());
  }

  /**
   * @param whole with everything that its author has sent
   * @param besides what it says by reference to a form, as codes
   */
  public static ItemSense of(Resource whole, Collection<Coding> besides) {
    Set<String> labels =
        SensitivityLabels.of(whole, besides).stream()
            .map(Coding::getCode)
            .collect(Collectors.toUnmodifiableSet());
    return new ItemSense(labels, References.within(whole));
  }

  /** The labels as {@code meta.security} has them. */
  public List<Coding> codings() {
    return labels.stream()
        .sorted()
        .map(label -> new Coding(Vocabulary.ACT_CODE, label, null))
        .toList();
  }
}
