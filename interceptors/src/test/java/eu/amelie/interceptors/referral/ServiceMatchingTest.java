/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Which services can meet a need: each that is found beside the one that is not. */
class ServiceMatchingTest {
  private static final List<String> AGES =
      List.of(
          "0-11",
          "12-14",
          "15-17",
          "18-24",
          "25-34",
          "35-49",
          "50+",
          "minor-presumed",
          "adult-presumed");
  private static final Set<String> OF_MINORS = Set.of("0-11", "12-14", "15-17", "minor-presumed");

  private static Offer house(String id, Set<String> ages, String capacity, String... languages) {
    return new Offer(
        id,
        true,
        Set.of("emergency-shelter"),
        ages,
        Set.of("female"),
        Set.of(languages),
        Set.of("BE"),
        Set.of(),
        Set.of("in-person", "phone"),
        Set.of(),
        Optional.ofNullable(capacity));
  }

  private static Offer house() {
    return house("house", Set.of("18-24"), "has-capacity", "nl", "fr");
  }

  private static Need need(String age) {
    return new Need(
        Set.of("emergency-shelter"),
        Optional.ofNullable(age),
        Optional.of("female"),
        Set.of("fr"),
        Optional.of("BE"),
        Optional.empty(),
        Optional.of("in-person"),
        Set.of(),
        false);
  }

  private static List<String> found(Need need, Offer... offers) {
    return ServiceMatching.match(need, List.of(offers)).stream()
        .map(match -> match.offer().id())
        .toList();
  }

  @Test
  void aServiceThatMeetsEveryNeedIsFoundWithTheCodesOnWhichThatRests() {
    Match match = ServiceMatching.match(need("18-24"), List.of(house())).get(0);

    assertThat(match.score()).isEqualTo(100);
    assertThat(match.reasons())
        .extracting(Match.Coded::code)
        .containsExactly(
            "emergency-shelter", "18-24", "female", "fr", "BE", "in-person", "has-capacity");
    assertThat(match.against()).isEmpty();
  }

  @Test
  void eachNeedThatIsNotMetTakesAServiceOut() {
    Need need = need("18-24");
    Offer house = house();
    List<Offer> wrong =
        List.of(
            change(house, false, house.services(), house.genders(), house.countries()),
            change(house, true, Set.of("legal-aid"), house.genders(), house.countries()),
            change(house, true, house.services(), Set.of("male"), house.countries()),
            change(house, true, house.services(), house.genders(), Set.of("GR")),
            house("other-ages", Set.of("25-34"), "has-capacity", "fr"));

    assertThat(found(need, house)).containsExactly("house");
    assertThat(ServiceMatching.match(need, wrong)).isEmpty();
  }

  private static Offer change(
      Offer offer,
      boolean active,
      Set<String> services,
      Set<String> genders,
      Set<String> countries) {
    return new Offer(
        offer.id(),
        active,
        services,
        offer.ages(),
        genders,
        offer.languages(),
        countries,
        offer.regions(),
        offer.modes(),
        offer.conditions(),
        offer.capacity());
  }

  private static Offer openOn(String... conditions) {
    Offer house = house();
    return new Offer(
        String.join(" ", conditions),
        true,
        house.services(),
        house.ages(),
        house.genders(),
        house.languages(),
        house.countries(),
        house.regions(),
        house.modes(),
        Set.of(conditions),
        house.capacity());
  }

  private static Need meeting(String... conditions) {
    Need need = need("18-24");
    return new Need(
        need.services(),
        need.ageBand(),
        need.gender(),
        need.languages(),
        need.country(),
        need.region(),
        need.mode(),
        Set.of(conditions),
        need.urgent());
  }

  @Test
  void aServiceIsOpenOnAnyOfItsConditionsAndOnNoOther() {
    Offer[] offers = {
      openOn(),
      openOn("no-condition"),
      openOn("reasonable-grounds"),
      openOn("reflection-period", "formal-decision"),
      openOn("residence-permit")
    };

    assertThat(found(meeting("reasonable-grounds"), offers))
        .containsExactly("", "no-condition", "reasonable-grounds");
    assertThat(found(meeting("reasonable-grounds", "formal-decision"), offers))
        .containsExactly(
            "", "no-condition", "reasonable-grounds", "reflection-period formal-decision");
    assertThat(found(meeting(), offers)).as("it does not matter").hasSize(5);
  }

  @Test
  void aConditionThatIsMetIsAReasonAndOneThatIsNotAskedForIsNone() {
    Offer either = openOn("reflection-period", "formal-decision");

    assertThat(reasons(meeting("formal-decision", "health-cover"), either))
        .contains("formal-decision")
        .doesNotContain("reflection-period", "health-cover");
    assertThat(reasons(meeting("formal-decision"), openOn("no-condition")))
        .contains("no-condition");
    assertThat(reasons(meeting(), either)).doesNotContain("reflection-period", "formal-decision");
  }

  private static List<String> reasons(Need need, Offer offer) {
    return ServiceMatching.match(need, List.of(offer)).get(0).reasons().stream()
        .map(Match.Coded::code)
        .toList();
  }

  @Test
  void aModeThatIsNotOfferedTakesAServiceOutAndAMixedOneNeedsBoth() {
    assertThat(found(withMode("video"), house())).isEmpty();
    assertThat(found(withMode("phone"), house())).hasSize(1);
    assertThat(found(withMode("hybrid"), house())).hasSize(1);
  }

  private static Need withMode(String mode) {
    Need need = need("18-24");
    return new Need(
        need.services(),
        need.ageBand(),
        need.gender(),
        need.languages(),
        need.country(),
        need.region(),
        Optional.of(mode),
        need.conditions(),
        need.urgent());
  }

  @Test
  void aRegionIsServedWhereTheServiceNamesItOrTheWholeCountry() {
    Offer flanders = inRegions(Set.of("BE-VLG"));

    assertThat(found(inRegion("BE-VLG"), flanders, house())).hasSize(2);
    assertThat(found(inRegion("BE-WAL"), flanders, house())).containsExactly("house");
    assertThat(found(inRegion("DE-NW"), flanders, house())).isEmpty();
  }

  @Test
  void anAreaThatIsAWholeCountryServesEachOfItsRegions() {
    Offer belgian = inRegions(Set.of("BE"));
    Offer german = inRegions(Set.of("DE"));

    assertThat(found(inRegion("BE-VLG"), belgian)).containsExactly("regional");
    assertThat(found(inRegion("BE-VLG"), german)).isEmpty();
    assertThat(found(inRegion("DE-NW"), belgian)).isEmpty();
  }

  private static Offer inRegions(Set<String> regions) {
    Offer house = house();
    return new Offer(
        "regional",
        true,
        house.services(),
        house.ages(),
        house.genders(),
        house.languages(),
        house.countries(),
        regions,
        house.modes(),
        house.conditions(),
        house.capacity());
  }

  private static Need inRegion(String region) {
    Need need = need("18-24");
    return new Need(
        need.services(),
        need.ageBand(),
        need.gender(),
        need.languages(),
        Optional.empty(),
        Optional.of(region),
        need.mode(),
        need.conditions(),
        need.urgent());
  }

  @Test
  void aLanguageThatIsMissingPutsAServiceDownAndIsTold() {
    Offer without = house("a-without", Set.of("18-24"), "has-capacity", "nl");

    List<Match> matches = ServiceMatching.match(need("18-24"), List.of(without, house()));

    assertThat(matches)
        .extracting(match -> match.offer().id())
        .containsExactly("house", "a-without");
    assertThat(matches.get(1).against())
        .extracting(Match.Coded::code)
        .containsExactly("language-unavailable");
  }

  @Test
  void whenItIsUrgentAFreePlaceComesBeforeALanguage() {
    Offer free = house("free", Set.of("18-24"), "has-capacity", "nl");
    Offer full = house("full", Set.of("18-24"), "no-capacity", "fr");
    Need calm = need("18-24");
    Need urgent =
        new Need(
            calm.services(),
            calm.ageBand(),
            calm.gender(),
            calm.languages(),
            calm.country(),
            calm.region(),
            calm.mode(),
            Set.of(),
            true);

    assertThat(found(urgent, full, free)).containsExactly("free", "full");
    assertThat(ServiceMatching.match(urgent, List.of(full)).get(0).against())
        .extracting(Match.Coded::code)
        .containsExactly("no-capacity");
  }

  @Test
  void whoMayBeUnderEighteenIsTakenOnByServicesForMinorsOnly() {
    Offer adults = house("adults", ServedAges.ADULT, "has-capacity", "fr");
    Offer unstated = house("unstated", Set.of(), "has-capacity", "fr");
    Offer teens = house("teens", Set.of("15-17", "18-24"), "has-capacity", "fr");
    Offer minors = house("minors", Set.of("minor-presumed"), "has-capacity", "fr");

    assertThat(found(need("15-17"), adults, unstated, teens, minors)).containsExactly("teens");
    for (String uncertain : new String[] {"unknown", "minor-presumed", "no-such-band", null}) {
      assertThat(found(need(uncertain), adults, unstated, teens, minors))
          .as(String.valueOf(uncertain))
          .containsExactly("minors");
    }
    assertThat(found(need("18-24"), adults, unstated, teens, minors))
        .containsExactly("adults", "teens", "unstated");
  }

  /** The law behind it, for any directory at all. */
  @Property(seed = SEED)
  void noAdultsServiceIsEverFoundForAMinorOrAnUncertainAge(
      @ForAll("offers") List<Offer> offers, @ForAll("minorsOrUncertain") Optional<String> age) {
    Need need =
        new Need(
            Set.of(),
            age,
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            false);

    for (Match match : ServiceMatching.match(need, offers)) {
      Set<String> ofMinors = new HashSet<>(match.offer().ages());
      ofMinors.retainAll(OF_MINORS);
      assertThat(ofMinors).isNotEmpty();
    }
  }

  @Property(seed = SEED)
  void theOrderOfTheDirectoryDoesNotMatter(@ForAll("offers") List<Offer> offers) {
    List<Offer> reversed = new java.util.ArrayList<>(offers);
    java.util.Collections.reverse(reversed);

    assertThat(ServiceMatching.match(need("18-24"), reversed))
        .isEqualTo(ServiceMatching.match(need("18-24"), offers));
  }

  @Provide
  Arbitrary<Optional<String>> minorsOrUncertain() {
    return Arbitraries.of(
        Optional.empty(),
        Optional.of("0-11"),
        Optional.of("12-14"),
        Optional.of("15-17"),
        Optional.of("minor-presumed"),
        Optional.of("unknown"));
  }

  @Provide
  Arbitrary<List<Offer>> offers() {
    Arbitrary<Set<String>> ages = Arbitraries.of(AGES).set().ofMaxSize(9);
    Arbitrary<String> capacities = Arbitraries.of("has-capacity", "waitlist", "no-capacity");
    return Combinators.combine(Arbitraries.integers().between(0, 999), ages, capacities)
        .as((id, served, capacity) -> house("s" + id, served, capacity, "fr"))
        .list()
        .uniqueElements(Offer::id)
        .ofMaxSize(8);
  }
}
