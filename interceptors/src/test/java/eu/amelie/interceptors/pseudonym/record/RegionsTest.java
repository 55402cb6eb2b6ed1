/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.consent.IdentityLabel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

class RegionsTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final Regions LISTED =
      new Regions(Map.of("BE", Set.of("North", "South"), "gr", Set.of("Islands")));
  private static final RecordShapes WITH =
      RecordShapes.load(CONTEXT, (system, code) -> true, LISTED);
  private static final RecordShapes WITHOUT = RecordShapes.load(CONTEXT, (system, code) -> true);

  @Test
  void e7AListedRegionStaysWithItsCountryAndNothingElseOfTheAddressDoes() {
    Patient record = (Patient) WITH.split(patient(address("BE", "North"))).record();

    Address kept = record.getAddressFirstRep();
    assertThat(kept.getState()).isEqualTo("North");
    assertThat(kept.getCountry()).isEqualTo("BE");
    assertThat(kept.hasCity() || kept.hasLine() || kept.hasPostalCode() || kept.hasDistrict())
        .isFalse();
    assertThat(WITH.offList(record)).isEmpty();
  }

  @Test
  void withoutAListTheSameRegionIsAPlaceThatGoesToTheVault() {
    Split split = WITHOUT.split(patient(address("BE", "North")));

    assertThat(((Patient) split.record()).getAddressFirstRep().hasState()).isFalse();
    assertThat(split.identity())
        .filteredOn(element -> element.json().contains("North"))
        .extracting(IdentityElement::label)
        .containsExactly(IdentityLabel.LOCIS);
  }

  @Test
  void aRegionOfAnotherCountryOrOfNoneOrSpeltOtherwiseGoesToTheVault() {
    for (Address address :
        List.of(
            address("DE", "North"),
            address("GR", "North"),
            address(null, "North"),
            address("Belgium", "North"),
            address("be", "North"),
            address("BE", "north"),
            address("BE", "North, behind the old mill"))) {
      Patient record = (Patient) WITH.split(patient(address)).record();
      assertThat(record.getAddressFirstRep().hasState()).as(address.getState()).isFalse();
    }
  }

  @Test
  void theNameOfACountryMayBeConfiguredInSmallLetters() {
    Patient record = (Patient) WITH.split(patient(address("GR", "Islands"))).record();
    assertThat(record.getAddressFirstRep().getState()).isEqualTo("Islands");
  }

  @Test
  void whatIsAddedToARegionGoesToTheVault() {
    Address address = address("BE", "North");
    address.getStateElement().addExtension("urn:x", new StringType("near the harbour"));
    Split split = WITH.split(patient(address));

    assertThat(CONTEXT.newJsonParser().encodeToString(split.record()))
        .contains("North")
        .doesNotContain("harbour");
  }

  @Test
  void aRelatedPersonsRegionIsTreatedAlike() {
    RelatedPerson person = new RelatedPerson().setPatient(new Reference(new IdType("Patient/1")));
    person.addAddress(address("BE", "South"));

    RelatedPerson with = (RelatedPerson) WITH.split(person).record();
    RelatedPerson without = (RelatedPerson) WITHOUT.split(person).record();

    assertThat(with.getAddressFirstRep().getState()).isEqualTo("South");
    assertThat(without.getAddressFirstRep().hasState()).isFalse();
  }

  @Test
  void whatWasKeptUnderALongerListIsHiddenUnderAShorterOne() {
    Patient record = (Patient) WITH.split(patient(address("BE", "North"))).record();
    Patient listed = record.copy();

    WITHOUT.regions().hideOthers(record);
    WITH.regions().hideOthers(listed);

    assertThat(record.getAddressFirstRep().hasState()).isFalse();
    assertThat(record.getAddressFirstRep().getCountry()).isEqualTo("BE");
    assertThat(listed.getAddressFirstRep().getState()).isEqualTo("North");
  }

  @Test
  void whatCannotBeACountryOrARegionIsNotConfigured() {
    assertThatThrownBy(() -> new Regions(Map.of("Belgium", Set.of("North"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Regions(Map.of("BE", Set.of(" "))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Law: whatever stands in country and region, nothing is lost and nothing off the list stays. */
  @Property(tries = 300, seed = SEED)
  void joinOfSplitIsTheOriginal(
      @ForAll("countries") String country, @ForAll("states") String state) {
    Patient original = patient(address(country, state));
    Split split = WITH.split(original);

    assertThat(text(WITH.join(split.record(), split.identity()))).isEqualTo(text(original));
    assertThat(WITH.split(split.record()).identity()).isEmpty();
    boolean listed = "BE".equals(country) && Set.of("North", "South").contains(state);
    assertThat(((Patient) split.record()).getAddressFirstRep().hasState()).isEqualTo(listed);
  }

  @Provide
  Arbitrary<String> countries() {
    return Arbitraries.of("BE", "DE", "be", "B", "Belgium");
  }

  @Provide
  Arbitrary<String> states() {
    return Arbitraries.oneOf(
        Arbitraries.of("North", "South", "Islands", "NORTH"),
        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(9));
  }

  private static String text(org.hl7.fhir.instance.model.api.IBaseResource resource) {
    return CONTEXT.newJsonParser().encodeResourceToString(resource);
  }

  private static Patient patient(Address address) {
    Patient patient = new Patient();
    patient.addAddress(address);
    return patient;
  }

  private static Address address(String country, String state) {
    return new Address()
        .setCountry(country)
        .setState(state)
        .setCity("Exampleville")
        .setPostalCode("0000")
        .addLine("Fictional street 1");
  }
}
