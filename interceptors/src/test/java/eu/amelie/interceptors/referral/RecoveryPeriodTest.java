/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;

class RecoveryPeriodTest {
  private static final String STAGE =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-stage";
  private static final LocalDate FIRST = LocalDate.parse("2026-11-26");
  private static final CountryRules GREECE = new CountryRules("GR", 30, "CETS 197, art. 13");
  private static final CountryRules BELGIUM = new CountryRules("BE", 45, "a law");

  private static Task saying(Type value) {
    Task task = new Task().setStatus(TaskStatus.ACCEPTED);
    task.addOutput()
        .setType(new CodeableConcept(new Coding(STAGE, "reflection-period", null)))
        .setValue(value);
    return task;
  }

  private static Period from(String start) {
    return new Period().setStartElement(new DateTimeType(start));
  }

  private static Period said(Task task) {
    return (Period) task.getOutputFirstRep().getValue();
  }

  @Test
  void itBeginsOnTheFirstDayAndLastsAsLongAsTheCountrySays() {
    Task task = new Task();

    RecoveryPeriod.begin(task, GREECE, FIRST);

    assertThat(task.getOutput()).hasSize(1).allMatch(RecoveryPeriod::isOne);
    assertThat(said(task).getStartElement().getValueAsString()).isEqualTo("2026-11-26");
    assertThat(said(task).getEndElement().getValueAsString()).isEqualTo("2026-12-26");
    assertThat(RecoveryPeriod.end(task)).contains(FIRST.plusDays(30));
  }

  @Test
  void theFirstDayThatItsOwnerHasGivenCounts() {
    Task task = saying(from("2026-11-20"));

    RecoveryPeriod.begin(task, GREECE, FIRST);

    assertThat(task.getOutput()).hasSize(1);
    assertThat(said(task).getStartElement().getValueAsString()).isEqualTo("2026-11-20");
    assertThat(RecoveryPeriod.end(task)).contains(LocalDate.parse("2026-12-20"));
  }

  @Test
  void whereOnlyTheFirstDayIsSaidTheRulesSayTheLast() {
    Task task = saying(from("2026-11-20T10:15:00+01:00"));
    assertThat(RecoveryPeriod.isOpen(task)).isTrue();

    RecoveryPeriod.complete(task, BELGIUM);

    assertThat(said(task).getEndElement().getValueAsString()).isEqualTo("2027-01-04");
    assertThat(RecoveryPeriod.isOpen(task)).isFalse();
  }

  @Test
  void aLastDayThatSomebodyHasGivenStays() {
    Task task = saying(from("2026-11-20").setEndElement(new DateTimeType("2027-03-01")));
    assertThat(RecoveryPeriod.isOpen(task)).isFalse();

    RecoveryPeriod.begin(task, GREECE, FIRST);

    assertThat(RecoveryPeriod.end(task)).contains(LocalDate.parse("2027-03-01"));
  }

  @Test
  void withoutADayNothingIsComputed() {
    for (Type value :
        List.of(from("2026-11"), from("2026"), new Period(), new StringType("soon"))) {
      Task task = saying(value);
      RecoveryPeriod.complete(task, BELGIUM);

      assertThat(RecoveryPeriod.isOpen(task)).isFalse();
      assertThat(RecoveryPeriod.end(task)).isEmpty();
    }
  }

  @Test
  void anOutputOfAnotherTypeIsLeftAlone() {
    Task task = saying(from("2026-11-20"));
    task.getOutputFirstRep().getType().getCodingFirstRep().setCode("detection");

    RecoveryPeriod.complete(task, BELGIUM);

    assertThat(said(task).hasEnd()).isFalse();
    assertThat(RecoveryPeriod.isOpen(task)).isFalse();
  }

  @Test
  void itIsNoResultOfTheWorkByItself() {
    Task alone = saying(from("2026-11-20"));
    Task done = saying(from("2026-11-20"));
    done.addOutput().setType(new CodeableConcept().setText("done")).setValue(new StringType("x"));

    assertThat(alone.getOutput()).noneMatch(ModeSwitch::isWork);
    assertThat(done.getOutput()).anyMatch(ModeSwitch::isWork);
  }

  @Test
  void nobodyButTheOwnerReadsIt() {
    Task task = saying(from("2026-11-20"));

    assertThat(TaskViews.ofOwner(task).getOutput()).hasSize(1);
    TaskViews.reduceForRequester(task);
    assertThat(RecoveryPeriod.end(task)).isEmpty();
    assertThat(task.hasOutput()).isFalse();
  }
}
