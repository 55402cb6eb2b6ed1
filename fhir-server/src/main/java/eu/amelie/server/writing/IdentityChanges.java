/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Finds out whether a new version of a Patient or RelatedPerson says otherwise who she is, and
 * under which labels; what stands in the record alone, such as a language, is none of that.
 */
@Component
class IdentityChanges {
  private static final Set<String> IDENTIFYING = Set.of("Patient", "RelatedPerson");

  /** An element wherever it stands: what was put before it does not change it. */
  private record Said(String path, IdentityLabel label, String json) {
    static Said of(IdentityElement element) {
      return new Said(element.path().replaceAll("\\[[^]]*]", ""), element.label(), element.json());
    }
  }

  private final IdentityVault vault;

  IdentityChanges(IdentityVault vault) {
    this.vault = vault;
  }

  /**
   * Call in the transaction that stores it, before or after the vault holds it.
   *
   * @param identity of the new version
   */
  Optional<Correction> of(Draft draft, List<IdentityElement> identity) {
    if (!IDENTIFYING.contains(draft.type()) || draft.before().isEmpty()) {
      return Optional.empty();
    }
    Set<Said> before = said(before(draft));
    Set<Said> after = said(identity);
    Set<Said> changed = new HashSet<>(before);
    changed.addAll(after);
    before.retainAll(after);
    changed.removeAll(before);
    Set<IdentityLabel> labels = changed.stream().map(Said::label).collect(Collectors.toSet());
    return labels.isEmpty()
        ? Optional.empty()
        : Optional.of(new Correction(draft.id(), draft.custodian(), draft.custodian(), labels));
  }

  private List<IdentityElement> before(Draft draft) {
    return vault.fetch(
        new VaultAddress(
            draft.reference(),
            draft.person().toString(),
            draft.custodian(),
            draft.before().orElseThrow().revision().toString()),
        EnumSet.allOf(IdentityLabel.class));
  }

  private static Set<Said> said(List<IdentityElement> identity) {
    return identity.stream().map(Said::of).collect(Collectors.toCollection(HashSet::new));
  }
}
