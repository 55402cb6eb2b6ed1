/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;

/** Of a reference to what is hidden nothing is left, least of all in words. */
class HiddenReferencesTest {
  private static Reference named(String target) {
    return new Reference(target)
        .setDisplay("geheim in words")
        .setIdentifier(new Identifier().setValue("geheim-17"));
  }

  private static String without(String hidden, Resource resource) {
    new HiddenReferences(target -> !target.getIdPart().equals(hidden)).remove(resource);
    return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
  }

  private static ServiceRequest request() {
    ServiceRequest request = new ServiceRequest();
    request.addReasonReference(named("Condition/a"));
    request.addSupportingInfo(named("Observation/b"));
    return request;
  }

  @Test
  void disclosureE1NeitherIdNorNameOfAHiddenItemStays() {
    assertThat(without("a", request())).doesNotContain("reasonReference").contains("Observation/b");
    assertThat(without("b", request())).doesNotContain("supportingInfo").contains("Condition/a");
    assertThat(without("c", request())).contains("Condition/a", "geheim in words", "geheim-17");
  }

  @Test
  void disclosureE1AVisitDoesNotSayThatItHasAHiddenDiagnosis() {
    Encounter visit = new Encounter();
    visit.addDiagnosis().setCondition(named("Condition/a")).setRank(1);
    visit.addDiagnosis().setCondition(named("Condition/b")).setRank(2);

    assertThat(without("a", visit)).contains("Condition/b").doesNotContain("\"rank\":1", "masked");
  }
}
