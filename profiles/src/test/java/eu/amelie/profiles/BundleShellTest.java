/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;

class BundleShellTest {
  private static final Pattern NAME = Pattern.compile("[A-Za-z]+");

  private static Bundle demo() {
    return (Bundle) Fixtures.parse("/sandbox/referral-bundle.json");
  }

  @Test
  void noRuleAboutABundleReadsWhatIsLeftOut() {
    StructureDefinition profile =
        Fixtures.CATALOG.profileFor(demo()).flatMap(Fixtures.CATALOG::structure).orElseThrow();
    List<String> rules =
        profile.getSnapshot().getElement().stream()
            .flatMap(element -> element.getConstraint().stream())
            .map(ElementDefinitionConstraintComponent::getExpression)
            .toList();

    assertThat(rules).hasSizeGreaterThan(BundleShell.BULK.size());
    assertThat(rules)
        .allSatisfy(
            rule ->
                assertThat(NAME.matcher(rule).results().map(MatchResult::group))
                    .doesNotContainAnyElementsOf(BundleShell.BULK));
  }

  @Test
  void whomAnEntryIsAboutIsLeftAndWhatItSaysIsNot() {
    Bundle bundle = demo();
    String before = Fixtures.CONTEXT.newJsonParser().encodeResourceToString(bundle);

    Bundle shell = BundleShell.of(bundle);

    assertThat(shell.getEntry()).hasSameSizeAs(bundle.getEntry());
    assertThat(shell.getType()).isEqualTo(BundleType.TRANSACTION);
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      assertThat(shell.getEntry().get(i).getFullUrl())
          .isEqualTo(bundle.getEntry().get(i).getFullUrl());
      assertThat(
              shell
                  .getEntry()
                  .get(i)
                  .getRequest()
                  .equalsDeep(bundle.getEntry().get(i).getRequest()))
          .isTrue();
    }
    Consent whole = (Consent) bundle.getEntry().get(1).getResource();
    Consent bare = (Consent) shell.getEntry().get(1).getResource();
    assertThat(bare.getPatient().equalsDeep(whole.getPatient())).isTrue();
    assertThat(whole.hasProvision()).isTrue();
    assertThat(bare.hasProvision()).isFalse();
    assertThat(Fixtures.CONTEXT.newJsonParser().encodeResourceToString(bundle)).isEqualTo(before);
  }

  @Test
  void ofADocumentNothingIsLeftOut() {
    Bundle document = demo().setType(BundleType.DOCUMENT);

    assertThat(BundleShell.of(document)).isSameAs(document);
  }
}
