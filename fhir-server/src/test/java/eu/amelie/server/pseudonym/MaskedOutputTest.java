/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.ProfileValidator;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What a recipient without identity sees of each type. Its outward form is the type's own profile:
 * what is required and withheld is there, empty but for the reason {@code masked}, which the base
 * specification lets stand for any value; so one validator serves both sides.
 */
@ExchangeServer
class MaskedOutputTest {
  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

  /**
   * People of the hospital, whom no Consent of the person is about, and what has no one element
   * that says whom it is about.
   */
  private static final Set<String> NOBODY_ELSES =
      Set.of("Practitioner", "PractitionerRole", "Appointment", "Provenance");

  /** Of a Consent recipients read the provisions that name them, not how it was captured. */
  private static final String CAPTURE = "Consent.extension required";

  @LocalServerPort private int port;
  @Autowired private ProfileValidator validator;
  @Autowired private IdDoor door;

  private List<Resource> seen;

  private Case story;

  @BeforeEach
  void look() {
    story = Case.submit(port, EveryType::addTo);
    Answer everything =
        story.service().get("/fhir/Patient/" + story.person() + "/$everything?_count=200");
    seen = everything.entries(Resource.class);
  }

  @Test
  void everyTypeOfACaseIsSeen() {
    Set<String> types = new TreeSet<>(EveryType.ALL);
    types.removeAll(NOBODY_ELSES);
    assertThat(seen).extracting(Resource::fhirType).containsAll(types);
  }

  @Test
  void eachFitsItsProfile() {
    for (Resource resource : seen) {
      assertThat(validator.validate(resource))
          .as(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource))
          .extracting(finding -> finding.expression() + " " + finding.code())
          .isSubsetOf(CAPTURE);
    }
  }

  /** Labels of sensitivity and release tags are the server's; the custodian's own is not masked. */
  @Test
  void e9EachSaysThatItIsPseudonymisedAndBearsNoOtherLabelOrTag() {
    for (Resource resource : seen) {
      assertThat(resource.getMeta().getSecurity())
          .as(resource.fhirType())
          .extracting(Coding::getCode)
          .containsExactly("PSEUDED");
      assertThat(resource.getMeta().hasTag() || resource.getMeta().hasSource())
          .as(resource.fhirType())
          .isFalse();
    }
    Answer own =
        story.hospital().get("/fhir/Patient/" + story.id("Patient") + "/$everything?_count=200");
    assertThat(own.entries(Resource.class))
        .isNotEmpty()
        .allSatisfy(
            resource -> {
              assertThat(resource.getMeta().getSecurity())
                  .extracting(Coding::getCode)
                  .isSubsetOf("HTEST");
              assertThat(resource.getMeta().hasTag()).isFalse();
            });
  }

  @Test
  void e1AReferenceHasNoWordsAndWhatItLeadsToIsVisibleOrItIsGone() {
    Case hidden = Case.submit(port, MaskedOutputTest::withoutPersonAndEncounter);
    String own = hidden.id("Observation");
    Observation sent = hidden.hospital().get("/fhir/Observation/" + own).as(Observation.class);
    assertThat(FhirClient.json(sent)).contains("Nurse Plainly", "STAFF-0007");
    assertThat(sent.hasEncounter()).isTrue();

    Answer answer =
        hidden
            .service()
            .get(
                "/fhir/Observation/" + Coordination.seenBy(door, "shelter-be", "hospital-be", own));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("Plainly", "STAFF-0007");
    Observation shown = answer.as(Observation.class);
    assertThat(shown.getPerformerFirstRep().getReference()).isEqualTo("Organization/hospital-be");
    assertThat(shown.hasEncounter()).as("not required, so gone without a trace").isFalse();
    assertMasked(shown.getSubject());
  }

  private static Bundle withoutPersonAndEncounter(Bundle bundle) {
    EveryType.withoutIdentity(bundle);
    Referrals.one(bundle, Consent.class)
        .getProvision()
        .getProvision()
        .forEach(
            permit ->
                permit
                    .getClass_()
                    .removeIf(type -> Set.of("Patient", "Encounter").contains(type.getCode())));
    Reference performer = Referrals.one(bundle, Observation.class).getPerformerFirstRep();
    performer.setDisplay("Nurse Plainly").getIdentifier().setValue("STAFF-0007");
    return bundle;
  }

  @Test
  void aRequiredElementThatIsWithheldSaysSoAndNothingElse() {
    assertMasked(
        all(Observation.class).stream()
            .map(Observation::getCode)
            .filter(code -> !code.hasCoding())
            .findFirst()
            .orElseThrow());
    assertThat(one(Procedure.class).hasCode()).isFalse();
    assertMasked(one(DocumentReference.class).getContentFirstRep().getAttachment());
    assertMasked(one(QuestionnaireResponse.class).getItemFirstRep().getLinkIdElement());
    assertThat(one(Patient.class).getName()).isEmpty();
  }

  private static void assertMasked(Element element) {
    assertThat(element.getExtension()).hasSize(1);
    assertThat(element.getExtensionByUrl(ABSENT).getValue())
        .isInstanceOfSatisfying(
            CodeType.class, reason -> assertThat(reason.getValue()).isEqualTo("masked"));
    Element bare = element.copy();
    bare.setExtension(null);
    assertThat(bare.isEmpty()).isTrue();
  }

  private <T extends Resource> List<T> all(Class<T> type) {
    return seen.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private <T extends Resource> T one(Class<T> type) {
    return all(type).stream().findFirst().orElseThrow();
  }
}
