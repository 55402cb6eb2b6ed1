/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written about a plainly fictional person counts as long as it stands. */
class CountingTest {
  private static final String CODES = "https://fhir.example.org/supportive-care/CodeSystem/";
  private static final CodeableConcept LABOUR = coded(CODES + "sc-form", "forced-labour");
  private static final String VERIFICATION =
      "http://terminology.hl7.org/CodeSystem/condition-ver-status";

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }

  private static Observation observation() {
    return new Observation().setStatus(ObservationStatus.FINAL).setCode(LABOUR.copy());
  }

  private static Condition condition() {
    return new Condition()
        .setVerificationStatus(coded(VERIFICATION, "confirmed"))
        .setCode(LABOUR.copy());
  }

  private static QuestionnaireResponse response() {
    QuestionnaireResponse response =
        new QuestionnaireResponse().setStatus(QuestionnaireResponseStatus.COMPLETED);
    response.addItem().addAnswer().setValue(LABOUR.getCodingFirstRep().copy());
    return response;
  }

  private static ServiceRequest request() {
    return new ServiceRequest().setStatus(ServiceRequestStatus.ACTIVE).addReasonCode(LABOUR.copy());
  }

  private static Arguments change(String what, Resource record, Consumer<Resource> change) {
    return Arguments.of(what, record, change);
  }

  private static <T extends Resource> Consumer<Resource> on(Class<T> type, Consumer<T> change) {
    return record -> change.accept(type.cast(record));
  }

  static Stream<Arguments> changes() {
    Stream<Arguments> observed =
        Stream.of(
                ObservationStatus.ENTEREDINERROR,
                ObservationStatus.CANCELLED,
                ObservationStatus.REGISTERED,
                ObservationStatus.UNKNOWN)
            .map(
                status ->
                    change(
                        "an Observation " + status,
                        observation(),
                        on(Observation.class, one -> one.setStatus(status))));
    Stream<Arguments> found =
        Stream.of("refuted", "entered-in-error")
            .map(
                status ->
                    change(
                        "a Condition " + status,
                        condition(),
                        on(
                            Condition.class,
                            one -> one.setVerificationStatus(coded(VERIFICATION, status)))));
    Stream<Arguments> answered =
        Stream.of(
                QuestionnaireResponseStatus.INPROGRESS,
                QuestionnaireResponseStatus.STOPPED,
                QuestionnaireResponseStatus.ENTEREDINERROR)
            .map(
                status ->
                    change(
                        "a QuestionnaireResponse " + status,
                        response(),
                        on(QuestionnaireResponse.class, one -> one.setStatus(status))));
    Stream<Arguments> others =
        Stream.of(
            change(
                "a request entered in error",
                request(),
                on(
                    ServiceRequest.class,
                    one -> one.setStatus(ServiceRequestStatus.ENTEREDINERROR))),
            change(
                "an Observation with a modifier",
                observation(),
                on(
                    Observation.class,
                    one -> one.addModifierExtension().setUrl("https://example.org/not"))));
    return Stream.of(observed, found, answered, others).flatMap(all -> all);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void countsUntilItNoLongerStands(String what, Resource record, Consumer<Resource> change) {
    assertThat(values(record)).as(what).containsEntry("form", "forced-labour");

    change.accept(record);
    assertThat(values(record)).as(what).doesNotContainKey("form");
  }

  private static Map<String, String> values(Resource record) {
    Task task =
        new Task().setStatus(TaskStatus.REQUESTED).setFocus(new Reference("ServiceRequest/other"));
    return Counting.values(task, LocalDate.of(2026, 8, 10), Optional.empty(), Stream.of(record));
  }
}
