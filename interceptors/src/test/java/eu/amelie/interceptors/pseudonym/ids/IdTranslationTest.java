/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTranslationTest {
  private static final String PLACEHOLDER = "urn:uuid:4d3c0b6e-27cf-4a4c-9d62-3f7f3a9c6f11";

  private final IdTranslation translation = new IdTranslation(FhirContext.forR4Cached());

  @Test
  void whenAResourceIsTranslatedThenItsIdAndReferencesChangeAndItsVersionStays() {
    Task task = new Task();
    task.setId("Task/t/_history/3");
    task.setFor(new Reference("Patient/p/_history/2"));
    task.getStatusElement().addExtension("urn:x", new Reference("Consent/c"));

    translate(task);

    assertThat(task.getIdElement().getValue()).isEqualTo("Task/Task-t/_history/3");
    assertThat(task.getFor().getReference()).isEqualTo("Patient/Patient-p/_history/2");
    assertThat(
            ((Reference) task.getStatusElement().getExtension().get(0).getValue()).getReference())
        .isEqualTo("Consent/Consent-c");
  }

  @Test
  void whenAReferenceIsLocalOrOfTheDirectoryThenItStays() {
    Task task = new Task();
    task.setOwner(new Reference("Organization/shelter-be"));
    task.setFor(new Reference(PLACEHOLDER));
    task.setFocus(new Reference("#inside"));

    translate(task);

    assertThat(task.getOwner().getReference()).isEqualTo("Organization/shelter-be");
    assertThat(task.getFor().getReference()).isEqualTo(PLACEHOLDER);
    assertThat(task.getFocus().getReference()).isEqualTo("#inside");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example.org/Patient/1",
        "Patient?identifier=x|Nadia",
        "Patient/1/2",
        "patient/1",
        "urn:uuid:Nadia",
        "Patient/"
      })
  void whenAReferenceIsForeignOrMalformedThenItsPlaceIsReportedAndNotItsValue(String value) {
    Observation observation = new Observation();
    observation.addPerformer().setReference("Practitioner/1");
    observation.addPerformer().setReference(value);

    var refused =
        catchThrowableOfType(() -> translate(observation), ForeignReferenceException.class);

    assertThat(refused.expression()).isEqualTo("Observation.performer[1].reference");
    assertThat(refused.getMessage()).doesNotContain(value);
  }

  @Test
  void whenABundleIsTranslatedThenUrlsAndInnerResourcesAre() {
    Bundle bundle = new Bundle();
    var entry = bundle.addEntry();
    entry.setFullUrl("https://exchange.example.org/fhir/Patient/p");
    entry.setResource(new Patient().setId("Patient/p"));
    entry.getRequest().setUrl("Patient/p").setIfNoneExist("_id=p");
    entry.getResponse().setLocation("Patient/p/_history/1");
    bundle.addEntry().setFullUrl(PLACEHOLDER).getRequest().setUrl("Task");

    translate(bundle);

    assertThat(entry.getFullUrl()).isEqualTo("https://exchange.example.org/fhir/Patient/Patient-p");
    assertThat(entry.getResource().getIdPart()).isEqualTo("Patient-p");
    assertThat(entry.getRequest().getUrl()).isEqualTo("Patient/Patient-p");
    assertThat(entry.getResponse().getLocation()).isEqualTo("Patient/Patient-p/_history/1");
    assertThat(bundle.getEntry().get(1).getFullUrl()).isEqualTo(PLACEHOLDER);
  }

  @Test
  void whenParametersHoldResourcesAndReferencesThenBothAreTranslated() {
    Parameters parameters = new Parameters();
    parameters.addParameter().setResource(new Patient().setId("p"));
    parameters.addParameter().setValue(new Reference("Patient/p"));

    translate(parameters);

    assertThat(parameters.getParameter().get(0).getResource().getIdPart()).isEqualTo("Patient-p");
    assertThat(((Reference) parameters.getParameter().get(1).getValue()).getReference())
        .isEqualTo("Patient/Patient-p");
  }

  @Test
  void whenAReferenceCarriesItsTargetThenTheTargetIsLetGo() {
    Observation observation = new Observation();
    observation.setSubject((Reference) new Reference("Patient/p").setResource(new Patient()));

    translate(observation);

    assertThat(observation.getSubject().getResource()).isNull();
  }

  @Test
  void whenAResourceIsContainedThenItsLocalIdStaysAndItsReferencesChange() {
    Observation observation = new Observation();
    Task inner = new Task();
    inner.setId("#t");
    inner.setFor(new Reference("Patient/p"));
    observation.addContained(inner);

    translate(observation);

    assertThat(inner.getIdElement().getValue()).isEqualTo("#t");
    assertThat(inner.getFor().getReference()).isEqualTo("Patient/Patient-p");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "Patient/p Patient/Patient-p",
        "Patient/p/_history/2 Patient/Patient-p/_history/2",
        "Patient/p/$everything Patient/Patient-p/$everything",
        "Patient?_id=p,q Patient?_id=Patient-p%2CPatient-q",
        "Task?patient=p&status=requested Task?patient=Patient-p&status=requested",
        "Task?patient=Patient/p Task?patient=Patient%2FPatient-p",
        "Observation?subject:Patient=p Observation?subject:Patient=Patient-p",
        "Organization/shelter-be Organization/shelter-be",
        "Task?owner=Organization/shelter-be Task?owner=Organization/shelter-be",
        "Observation/$assess Observation/$assess",
        "Task Task"
      })
  void whenAUrlIsTranslatedThenOnlyIdsOfCasesChange(String url, String expected) {
    assertThat(translation.translateUrl(url, IdTranslationTest::mapped)).isEqualTo(expected);
  }

  @Test
  void whenTheMappingRefusesThenTheWalkDoes() {
    Patient patient = new Patient();
    patient.setId("p");
    assertThatThrownBy(
            () ->
                translation.translate(
                    patient,
                    (type, id) -> {
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);
  }

  private void translate(org.hl7.fhir.r4.model.Resource resource) {
    translation.translate(resource, IdTranslationTest::mapped);
  }

  private static String mapped(String type, String id) {
    return type + "-" + id;
  }
}
