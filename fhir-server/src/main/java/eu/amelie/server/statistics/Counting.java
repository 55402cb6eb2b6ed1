/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.Item;
import eu.amelie.interceptors.statistics.Quarter;
import eu.amelie.interceptors.statistics.ReferralDimensions;
import eu.amelie.interceptors.statistics.ReferralValues;
import eu.amelie.interceptors.statistics.Table;
import eu.amelie.interceptors.statistics.Tally;
import eu.amelie.server.cases.Decisions;
import eu.amelie.server.cases.PersonFacts;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.cases.Stored;
import eu.amelie.server.directory.Directory;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.terminology.records.RecordStanding;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * Counts a quarter in one country. Call in a transaction of one moment.
 *
 * <p>Guaranteed: a person is counted once, only where a Consent permits the office to count her
 * first referral by its name, and only by those of her items that it permits and that stand; the
 * vault is not asked. Only numbers leave here, and of them what may be published.
 */
@Component
class Counting {
  private final FirstReferrals referrals;
  private final CaseFacts facts;
  private final Decisions decisions;
  private final RecordStore records;
  private final Directory directory;

  Counting(
      FirstReferrals referrals,
      CaseFacts facts,
      Decisions decisions,
      RecordStore records,
      Directory directory) {
    this.referrals = referrals;
    this.facts = facts;
    this.decisions = decisions;
    this.records = records;
    this.directory = directory;
  }

  List<Table> publish(String office, String country, Quarter quarter) {
    Tally tally = new Tally(ReferralDimensions.ALL);
    Map<String, Optional<String>> countries = new HashMap<>();
    for (FirstReferrals.Row row : referrals.in(quarter, office)) {
      if (countries
          .computeIfAbsent(row.requester(), directory::countryOf)
          .filter(country::equals)
          .isPresent()) {
        values(office, row).ifPresent(tally::add);
      }
    }
    return tally.publish();
  }

  /** As what she counts; empty where she does not. */
  private Optional<Map<String, String>> values(String office, FirstReferrals.Row row) {
    PersonFacts person = decisions.factsOf(row.person());
    List<CaseItem> items = facts.itemsOf(row.person());
    Map<UUID, Stored> stored = records.readAll(items);
    Map<UUID, Item> compiled = decisions.items(person, stored);
    Optional<CaseItem> task =
        items.stream().filter(item -> item.id().equals(row.task())).findFirst();
    return task.flatMap(item -> countable(office, item, stored, compiled, person))
        .map(Task.class::cast)
        .map(
            counted ->
                values(
                    counted,
                    row.asked(),
                    accepted(row.task()),
                    items.stream()
                        .filter(item -> ReferralValues.TYPES.contains(item.type()))
                        .flatMap(
                            item -> countable(office, item, stored, compiled, person).stream())));
  }

  /** A report never changes again: what does not stand on the day of the count tells nothing. */
  static Map<String, String> values(
      Task task, LocalDate asked, Optional<LocalDate> accepted, Stream<Resource> permitted) {
    return ReferralValues.of(
        task, asked, accepted, permitted.filter(RecordStanding::stands).toList());
  }

  private Optional<Resource> countable(
      String office,
      CaseItem item,
      Map<UUID, Stored> stored,
      Map<UUID, Item> compiled,
      PersonFacts person) {
    return decisions.decideAboutCounting(office, item, compiled.get(item.id()), person)
            instanceof Permit
        ? Optional.of(stored.get(item.id()).resource())
        : Optional.empty();
  }

  /** The day of the step by which a Task was accepted, where there was one. */
  private Optional<LocalDate> accepted(UUID task) {
    return facts.stepsOf(task).stream()
        .map(step -> (Provenance) records.read("Provenance", step).resource())
        .filter(Counting::isAcceptance)
        .map(step -> LocalDate.ofInstant(step.getRecorded().toInstant(), ZoneOffset.UTC))
        .findFirst();
  }

  private static boolean isAcceptance(Provenance step) {
    return step.getActivity().getCoding().stream()
        .anyMatch(coding -> "accepted".equals(coding.getCode()));
  }
}
