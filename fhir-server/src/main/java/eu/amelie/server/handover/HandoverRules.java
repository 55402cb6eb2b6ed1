/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.handover;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.referral.CountryRules;
import eu.amelie.server.cases.PersonRecord;
import eu.amelie.server.cases.PersonRecords;
import eu.amelie.server.directory.Directory;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.parties.Parties;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Whom a case may be handed over to. The Consent has to reach across the border: it names the other
 * coordinator itself, for coordination, and permits it the person and the referral; that somebody
 * of the person's own country is permitted is not enough.
 */
@Component
class HandoverRules {
  private static final Set<Purpose> COORDINATION = Set.of(Purpose.of("sc-coordination"));
  private static final String PARAMETER = "Parameters.parameter";

  private final Directory directory;
  private final Parties parties;
  private final PersonRecords records;
  private final Countries countries;

  HandoverRules(Directory directory, Parties parties, PersonRecords records, Countries countries) {
    this.directory = directory;
    this.parties = parties;
    this.records = records;
    this.countries = countries;
  }

  /**
   * The rules that the person comes under there.
   *
   * @throws ExchangeException profile-violation, for whom nobody can hand over to
   */
  CountryRules destination(Caller caller, String coordinator) {
    boolean coordinates =
        parties.known(Set.of(coordinator)).stream()
            .anyMatch(party -> party.role() == Role.COORDINATOR);
    String country = directory.countryOf(coordinator).orElse("");
    String own =
        Optional.ofNullable(caller.country())
            .or(() -> directory.countryOf(caller.organisation()))
            .orElse("");
    // Who does not say where it is itself cannot say what is abroad.
    if (!coordinates || country.isEmpty() || own.isEmpty() || country.equals(own)) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          PARAMETER,
          "The parameter coordinator names a coordinator of another country.");
    }
    return countries
        .rulesOf(country)
        .orElseThrow(
            () ->
                ExchangeException.at(
                    ErrorCode.PROFILE_VIOLATION,
                    PARAMETER,
                    "No rules are configured for the country of that coordinator."));
  }

  /**
   * @throws ExchangeException consent-insufficient
   */
  void requireConsent(String coordinator, UUID person, TaskRow original) {
    PersonRecord record = records.read(person);
    Set<UUID> needed = Set.of(person, original.focus());
    long permitted =
        record.entries().stream()
            .filter(entry -> needed.contains(entry.stored().id()))
            .filter(
                entry ->
                    record.decide(coordinator, Role.COORDINATOR, COORDINATION, entry)
                        instanceof Permit)
            .count();
    if (permitted < needed.size()) {
      throw ExchangeException.of(ErrorCode.CONSENT_INSUFFICIENT);
    }
  }
}
