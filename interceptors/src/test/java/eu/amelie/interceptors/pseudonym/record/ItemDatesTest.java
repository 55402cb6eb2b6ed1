/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.consent.Item;
import eu.amelie.interceptors.consent.ItemSense;
import eu.amelie.interceptors.consent.Span;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Age;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A deny by date holds of the record for whatever it holds of the whole. */
class ItemDatesTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final RecordShapes SHAPES = RecordShapes.load(CONTEXT, (system, code) -> true);

  static Stream<Type> undated() {
    DateTimeType withoutValue = new DateTimeType();
    withoutValue.addExtension(new Extension("urn:fictional", new StringType("x")));
    Age age = new Age();
    age.setValue(14).setUnit("years");
    return Stream.of(age, new Range(), new StringType("as a child"), withoutValue)
        .peek(type -> type.setId("there"));
  }

  private static Optional<Span> dateOf(Resource resource) {
    return Item.of(resource, List.of()).date();
  }

  private static Resource record(Resource whole) {
    return (Resource) SHAPES.split(whole).record();
  }

  @ParameterizedTest
  @MethodSource("undated")
  void anOnsetThatIsNoDateIsNotReplacedByThatOfTheRecording(Type onset) {
    Condition whole = new Condition();
    whole.setOnset(onset).setRecordedDateElement(new DateTimeType("2025-11-18"));

    assertThat(dateOf(whole)).isEmpty();
    assertThat(dateOf(record(whole))).isEmpty();
    Split split = SHAPES.split(whole);
    Resource joined = (Resource) SHAPES.join(split.record(), split.identity());
    assertThat(joined.equalsDeep(whole)).isTrue();
  }

  @Test
  void withoutAnOnsetOrWithADatedOneTheRecordingStays() {
    Condition recorded = new Condition().setRecordedDateElement(new DateTimeType("2025-11-18"));
    assertThat(((Condition) record(recorded)).hasRecordedDate()).isTrue();
    recorded.setOnset(new Period().setStartElement(new DateTimeType("2025-10")));
    assertThat(((Condition) record(recorded)).hasRecordedDate()).isTrue();
    assertThat(dateOf(record(recorded))).isEqualTo(dateOf(recorded));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-11-18T00:30:00+01:00, 2025-11-17",
    "2025-11-18T23:30:00-01:00, 2025-11-19",
    "2025-11-18T23:30:00Z, 2025-11-18",
    "2025-11-18T12:00:00.123+02:00, 2025-11-18",
    "2025-11-18, 2025-11-18",
    "2025-11, 2025-11",
    "2025, 2025"
  })
  void aTimeBecomesItsDayInUtcWhichHoldsIt(String time, String day) {
    Observation moment = new Observation().setEffective(new DateTimeType(time));
    Observation record = (Observation) record(moment);
    assertThat(record.getEffectiveDateTimeType().getValueAsString()).isEqualTo(day);
    Span whole = dateOf(moment).orElseThrow();
    Span kept = dateOf(record).orElseThrow();
    assertThat(kept.from()).isBeforeOrEqualTo(whole.from());
    assertThat(kept.to()).isAfterOrEqualTo(whole.to());
  }

  @Test
  void soDoTheBoundsOfAPeriodAndAnInstant() {
    Observation during =
        new Observation()
            .setEffective(
                new Period()
                    .setStartElement(new DateTimeType("2025-11-18T00:30:00+01:00"))
                    .setEndElement(new DateTimeType("2025-11-19T00:30:00+01:00")));
    Period kept = ((Observation) record(during)).getEffectivePeriod();
    assertThat(kept.getStartElement().getValueAsString()).isEqualTo("2025-11-17");
    assertThat(kept.getEndElement().getValueAsString()).isEqualTo("2025-11-18");

    Observation instant =
        new Observation().setEffective(new InstantType("2025-11-18T00:30:00+01:00"));
    assertThat(((Observation) record(instant)).getEffectiveInstantType().getValueAsString())
        .isEqualTo("2025-11-17T00:00:00Z");
  }

  /** The record keeps of an instant its day alone, as an instant still. */
  @ParameterizedTest
  @ValueSource(
      strings = {"2025-01-12T10:00:00Z", "2025-01-12T00:00:00Z", "2025-01-13T00:30:00+01:00"})
  void anInstantOfARecordStandsForItsWholeDay(String time) {
    Observation whole = new Observation().setEffective(new InstantType(time));
    Span day = dateOf(new Observation().setEffective(new DateTimeType("2025-01-12"))).orElseThrow();

    assertThat(Item.ofRecord(record(whole), ItemSense.of(whole)).date()).contains(day);
    assertThat(dateOf(whole)).as("literally").isNotEqualTo(Optional.of(day));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"})
  void aTimeThatHasNoDayInUtcIsRefused(String time) {
    Observation whole = new Observation().setEffective(new DateTimeType(time));

    assertThatThrownBy(() -> SHAPES.split(whole))
        .isInstanceOfSatisfying(
            ExchangeException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PROFILE_VIOLATION));
  }
}
