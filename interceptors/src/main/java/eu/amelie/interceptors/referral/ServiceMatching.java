/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import eu.amelie.interceptors.referral.Match.Coded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which services can meet a need, best first.
 *
 * <p>Guaranteed: pure; a service that is inactive, offers something else, or serves another age,
 * gender, country, region or mode, or is open on none of the conditions that are met, is never
 * among them, and an adults' service never for anybody who is or may be under 18; equal needs and
 * offers give the same order. Not guaranteed: that a service will accept. A language it lacks and a
 * place it lacks put a service further down and are told, but do not take it out: an interpreter
 * may be found, and a full house may know another door.
 */
public final class ServiceMatching {
  private static final String ROOT = "https://fhir.example.org/supportive-care/CodeSystem/";
  private static final String SERVICE = ROOT + "sc-service";
  private static final String AGE = ROOT + "sc-age-band";
  private static final String MODE = ROOT + "sc-mode";
  private static final String ELIGIBILITY = ROOT + "sc-eligibility";
  private static final String UNCONDITIONAL = "no-condition";
  private static final String CAPACITY = ROOT + "sc-capacity";
  private static final String AGAINST = ROOT + "sc-status-reason";
  private static final String LANGUAGE = "urn:ietf:bcp:47";
  private static final String COUNTRY = "urn:iso:std:iso:3166";
  private static final String REGION = "urn:iso:std:iso:3166:-2";
  private static final String GENDER = "http://hl7.org/fhir/administrative-gender";

  private static final Set<String> REMOTE = Set.of("video", "phone", "chat");
  private static final int PERCENT = 100;
  private static final int LANGUAGE_WEIGHT = 50;
  private static final int LANGUAGE_WEIGHT_URGENT = 25;

  private ServiceMatching() {}

  public static List<Match> match(Need need, List<Offer> offers) {
    return offers.stream()
        .filter(offer -> canMeet(need, offer))
        .map(offer -> match(need, offer))
        .sorted(
            Comparator.comparing(Match::score)
                .reversed()
                .thenComparing(match -> match.offer().id()))
        .toList();
  }

  private static boolean canMeet(Need need, Offer offer) {
    return offer.active()
        && (need.services().isEmpty() || meets(need.services(), offer.services()))
        && ServedAges.serves(offer, need.ageBand())
        && servesGender(need, offer)
        && need.country().map(offer.countries()::contains).orElse(true)
        && servesRegion(need, offer)
        && need.mode().map(mode -> delivers(mode, offer)).orElse(true)
        && isOpen(need, offer);
  }

  private static boolean meets(Set<String> wanted, Set<String> offered) {
    return wanted.stream().anyMatch(offered::contains);
  }

  private static boolean servesGender(Need need, Offer offer) {
    return offer.genders().isEmpty() || need.gender().map(offer.genders()::contains).orElse(true);
  }

  /** The region's own country has to be served, too; an area may be the whole of that country. */
  private static boolean servesRegion(Need need, Offer offer) {
    if (need.region().isEmpty()) {
      return true;
    }
    String region = need.region().get();
    String country = region.split("-", 2)[0];
    return offer.countries().contains(country)
        && (offer.regions().isEmpty()
            || offer.regions().contains(region)
            || offer.regions().contains(country));
  }

  private static boolean delivers(String mode, Offer offer) {
    if (offer.modes().isEmpty()) {
      return mode.equals("in-person");
    }
    boolean mixes = offer.modes().contains("in-person") && meets(REMOTE, offer.modes());
    return offer.modes().contains(mode) || (mode.equals("hybrid") && mixes);
  }

  /** Where nothing is said of conditions, on either side, nothing is concluded. */
  private static boolean isOpen(Need need, Offer offer) {
    return need.conditions().isEmpty()
        || offer.conditions().isEmpty()
        || offer.conditions().contains(UNCONDITIONAL)
        || meets(need.conditions(), offer.conditions());
  }

  private static Match match(Need need, Offer offer) {
    Set<String> spoken = new TreeSet<>(need.languages());
    spoken.retainAll(offer.languages());
    boolean understood = need.languages().isEmpty() || !spoken.isEmpty();
    int languageWeight = need.urgent() ? LANGUAGE_WEIGHT_URGENT : LANGUAGE_WEIGHT;
    int score =
        (understood ? languageWeight : 0)
            + (PERCENT - languageWeight) * places(offer.capacity()) / PERCENT;
    return new Match(offer, score, reasons(need, offer, spoken), against(offer, understood));
  }

  /** How likely a place is, in per cent. */
  private static int places(Optional<String> capacity) {
    return switch (capacity.orElse("")) {
      case "has-capacity" -> 100;
      case "additional-assessment" -> 60;
      case "waitlist" -> 30;
      case "no-capacity" -> 0;
      default -> 40;
    };
  }

  private static List<Coded> reasons(Need need, Offer offer, Set<String> spoken) {
    List<Coded> reasons = new ArrayList<>();
    new TreeSet<>(need.services())
        .stream()
            .filter(offer.services()::contains)
            .forEach(service -> reasons.add(new Coded(SERVICE, service)));
    need.ageBand().ifPresent(age -> reasons.add(new Coded(AGE, age)));
    need.gender()
        .filter(offer.genders()::contains)
        .ifPresent(gender -> reasons.add(new Coded(GENDER, gender)));
    spoken.forEach(language -> reasons.add(new Coded(LANGUAGE, language)));
    need.country().ifPresent(country -> reasons.add(new Coded(COUNTRY, country)));
    need.region().ifPresent(region -> reasons.add(new Coded(REGION, region)));
    need.mode().ifPresent(mode -> reasons.add(new Coded(MODE, mode)));
    if (!need.conditions().isEmpty()) {
      new TreeSet<>(offer.conditions())
          .stream()
              .filter(one -> one.equals(UNCONDITIONAL) || need.conditions().contains(one))
              .forEach(one -> reasons.add(new Coded(ELIGIBILITY, one)));
    }
    offer
        .capacity()
        .filter(capacity -> places(Optional.of(capacity)) > 0)
        .ifPresent(capacity -> reasons.add(new Coded(CAPACITY, capacity)));
    return reasons;
  }

  private static List<Coded> against(Offer offer, boolean understood) {
    List<Coded> against = new ArrayList<>();
    if (!understood) {
      against.add(new Coded(AGAINST, "language-unavailable"));
    }
    offer
        .capacity()
        .filter(Set.of("no-capacity", "waitlist")::contains)
        .ifPresent(capacity -> against.add(new Coded(AGAINST, capacity)));
    return against;
  }
}
