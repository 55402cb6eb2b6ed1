/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.ProfileCatalog;
import org.assertj.core.groups.Tuple;
import org.hl7.fhir.r4.model.SearchParameter;
import org.junit.jupiter.api.Test;

/** What the store searches by is what is published. */
class DirectorySearchParametersTest {

  @Test
  void everyParameterIsPublishedAsItIsUsed() {
    assertThat(
            ProfileCatalog.load(FhirContext.forR4Cached()).resources().stream()
                .filter(SearchParameter.class::isInstance)
                .map(SearchParameter.class::cast)
                .map(DirectorySearchParametersTest::meaning))
        .hasSize(7)
        .containsExactlyInAnyOrderElementsOf(
            DirectorySearchParameters.all().stream()
                .map(DirectorySearchParametersTest::meaning)
                .toList());
  }

  private static Tuple meaning(SearchParameter parameter) {
    return Tuple.tuple(
        parameter.getIdElement().getIdPart(),
        parameter.getUrl(),
        parameter.getCode(),
        parameter.getType(),
        parameter.getBase().get(0).getCode(),
        parameter.getExpression());
  }
}
