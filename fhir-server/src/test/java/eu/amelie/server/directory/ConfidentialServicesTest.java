/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.KnownCodes;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.ProfileValidator;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.HealthcareService.DaysOfWeek;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

/** Disclosure E7: what the entry of a service says of its confidential place. */
class ConfidentialServicesTest {
  private static final String ROOT = "https://fhir.example.org/supportive-care/";
  private static final String OWN = ROOT + "StructureDefinition/";

  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final KnownCodes CODES =
      ProfileValidator.create(CONTEXT, ProfileCatalog.load(CONTEXT)).knownCodes();

  private final ConfidentialServices services = new ConfidentialServices(CONTEXT, CODES);

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept(new Coding(ROOT + "CodeSystem/" + system, code, null));
  }

  /** Codes, references and a name: all that is told. */
  private static HealthcareService plain() {
    HealthcareService entry = new HealthcareService();
    entry.setId("shelter-service");
    entry.addExtension(OWN + "sc-capacity", coded("sc-capacity", "has-capacity"));
    entry.addExtension(OWN + "sc-served-gender", new CodeType("female"));
    Extension mode = entry.addExtension().setUrl(OWN + "sc-delivery-mode");
    mode.addExtension("mode", coded("sc-mode", "in-person"));
    entry.setActive(true);
    entry.setProvidedBy(new Reference("Organization/shelter"));
    entry.addType(coded("sc-service", "emergency-shelter"));
    entry.addLocation(new Reference("Location/shelter-place"));
    entry.setName("Demo House Kastanje");
    entry.addEligibility().setCode(coded("sc-eligibility", "no-condition"));
    entry.addCommunication(new CodeableConcept(new Coding("urn:ietf:bcp:47", "nl", null)));
    entry.addAvailableTime().addDaysOfWeek(DaysOfWeek.MON).setAllDay(true);
    return entry;
  }

  /** The same with something that gives the place away wherever it can stand. */
  private static HealthcareService filled() {
    HealthcareService entry = plain();
    entry.setImplicitRules("urn:secret").setLanguage("secret");
    entry.addExtension("https://shelter.example.org/door", new StringType("secret door"));
    entry.addModifierExtension().setUrl("urn:secret").setValue(new StringType("secret"));
    entry.getExtension().get(2).addExtension("secret", new StringType("secret"));
    entry.addIdentifier().setValue("secret-cadastre");
    entry.getProvidedBy().setDisplay("Secret Foundation");
    entry.addCategory().setText("secret");
    entry.getTypeFirstRep().setText("secret");
    entry.addSpecialty().addCoding().setSystem("urn:secret").setCode("secret");
    entry.addSpecialty(coded("sc-service", "Secret Street 7"));
    entry.addSpecialty(coded("sc-service", "secret-street-7"));
    entry.addSpecialty(coded("sc-secret", "emergency-shelter"));
    entry.getLocationFirstRep().setDisplay("Secret Street 7").getIdentifier().setValue("secret");
    entry.getNameElement().addExtension("urn:secret", new StringType("secret"));
    entry.setComment("secret").setExtraDetails("secret");
    entry.addTelecom().setValue("+00 secret");
    entry.getEligibilityFirstRep().setComment("secret");
    entry.getAvailableTimeFirstRep().setId("secret");
    entry.addNotAvailable().setDescription("secret on market days");
    entry.setAvailabilityExceptions("secret");
    return entry;
  }

  private static String json(HealthcareService entry) {
    return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(entry);
  }

  @Test
  void e7OfAServiceAtAConfidentialPlaceItsNameAndCodesAreToldAndNothingElse() {
    assertThat(json(filled())).containsIgnoringCase("secret");

    assertThat(json(services.told(filled()))).isEqualTo(json(plain()));
    assertThat(json(services.told(plain()))).isEqualTo(json(plain()));
  }

  @Test
  void eachElementThatIsNotToldIsNamed() {
    assertThat(services.untold(plain())).isEmpty();
    assertThat(services.untold(filled()))
        .contains(
            "HealthcareService.comment",
            "HealthcareService.extension",
            "HealthcareService.identifier",
            "HealthcareService.location",
            "HealthcareService.modifierExtension",
            "HealthcareService.name",
            "HealthcareService.notAvailable",
            "HealthcareService.specialty",
            "HealthcareService.telecom")
        .doesNotContain("HealthcareService.active", "HealthcareService.communication");
  }

  @Test
  void whatACodeIsCalledIsNoReasonToRefuseAndIsNotTold() {
    HealthcareService entry = plain();
    entry.getTypeFirstRep().getCodingFirstRep().setDisplay("Shelter in Secret Street");

    assertThat(services.tellsMore(entry)).as("nobody is asked to send it without").isFalse();
    assertThat(json(services.told(entry))).isEqualTo(json(plain()));
  }

  @Test
  void anExtensionOfAnothersIsFoundWhereverItStands() {
    HealthcareService inName = plain();
    inName.getNameElement().addExtension("urn:secret", new StringType("secret"));
    HealthcareService inPart = plain();
    inPart.getExtension().get(2).addExtension("secret", new StringType("secret"));
    HealthcareService inValue = plain();
    inValue.getExtension().get(0).getValue().addExtension("urn:secret", new StringType("secret"));

    assertThat(services.extendedBeyond(plain())).isEmpty();
    assertThat(services.extendedBeyond(inName)).containsExactly("HealthcareService.name");
    assertThat(services.extendedBeyond(inPart)).containsExactly("HealthcareService.extension");
    assertThat(services.extendedBeyond(inValue)).containsExactly("HealthcareService.extension");
    assertThat(services.extendedBeyond(filled()))
        .contains("HealthcareService.extension", "HealthcareService.modifierExtension");
  }
}
