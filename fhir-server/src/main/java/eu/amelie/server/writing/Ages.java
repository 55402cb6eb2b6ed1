/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.minority.RecordedAge;
import eu.amelie.interceptors.minority.Standing;
import eu.amelie.interceptors.pseudonym.record.RecordShapes;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.cases.Stored;
import eu.amelie.server.facts.AgeFacts;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.stereotype.Component;

/**
 * As what a person counts today.
 *
 * <p>Guaranteed: the day of birth is looked up in the vault only in the year in which the person
 * comes of age, and is kept nowhere else. Not guaranteed: the hour; a day is one of UTC.
 */
@Component
class Ages {
  private final AgeFacts ages;
  private final CaseFacts facts;
  private final RecordStore records;
  private final CaseSights identity;
  private final RecordShapes shapes;

  Ages(
      AgeFacts ages,
      CaseFacts facts,
      RecordStore records,
      CaseSights identity,
      RecordShapes shapes) {
    this.ages = ages;
    this.facts = facts;
    this.records = records;
    this.identity = identity;
    this.shapes = shapes;
  }

  /**
   * Call under the person's lock.
   *
   * @param patient whole, as it is about to be stored
   */
  void record(UUID person, Patient patient) {
    LocalDate today = facts.today();
    RecordedAge age =
        RecordedAge.of(patient, today).after(ages.find(person).map(AgeFacts.Row::age));
    ages.save(
        person, age, age.standing(today, patient.getBirthDateElement().getValueAsString()), today);
  }

  /** Call under the person's lock, once the Patient is stored. Looks at most once a day. */
  Standing today(UUID person) {
    Optional<AgeFacts.Row> row = ages.find(person);
    if (row.isEmpty()) {
      return Standing.UNSTATED;
    }
    LocalDate today = facts.today();
    if (!row.get().isLookOverdue(today)) {
      return row.get().standing();
    }
    RecordedAge age = row.get().age();
    Standing standing =
        age.needsDay(today)
            ? birthDate(person).map(day -> age.standing(today, day)).orElse(Standing.MINOR)
            : age.standing(today);
    ages.save(person, age, standing, today);
    return standing;
  }

  /** Empty for a person who is not there any longer. */
  private Optional<String> birthDate(UUID person) {
    return facts.item(person).map(item -> whole(item).getBirthDateElement().getValueAsString());
  }

  private Patient whole(CaseItem item) {
    Stored stored = records.read("Patient", item.id());
    return (Patient)
        shapes.join(
            stored.resource(), identity.identityOf(item, item.custodian(), stored.revision()));
  }
}
