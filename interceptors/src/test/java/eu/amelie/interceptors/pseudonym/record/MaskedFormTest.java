/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.junit.jupiter.api.Test;

class MaskedFormTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
  private static final RecordShapes SHAPES = RecordShapes.load(CONTEXT, RandomResources::knows);

  private final MaskedForm masked = new MaskedForm(CONTEXT);

  @Test
  void whenARequiredCodeIsWithheldThenItsPlaceSaysSo() {
    Observation observation = new Observation();
    observation.setStatus(Observation.ObservationStatus.FINAL);
    masked.complete(observation);

    assertThat(reason(observation.getCode())).isEqualTo("masked");
    assertThat(observation.getCode().getCoding()).isEmpty();
  }

  @Test
  void whenNothingRequiredIsMissingThenNothingIsAdded() {
    Observation observation = new Observation();
    observation.setStatus(Observation.ObservationStatus.FINAL);
    observation.setCode(new CodeableConcept(new Coding("urn:x:known", "code-1", null)));
    Observation before = observation.copy();
    masked.complete(observation);

    assertThat(observation.equalsDeep(before)).isTrue();
  }

  @Test
  void whenAWholeRequiredPartIsWithheldThenItsOwnRequiredPartsSaySo() {
    DocumentReference document = new DocumentReference();
    masked.complete(document);

    assertThat(document.getContent()).hasSize(1);
    assertThat(reason(document.getContentFirstRep().getAttachment())).isEqualTo("masked");
    assertThat(document.getContentFirstRep().getExtension()).isEmpty();
  }

  @Test
  void whenTheNameOfAQuestionIsWithheldThenItsAnswerStays() {
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.addItem().addAnswer().setValue(new BooleanType(true));
    masked.complete(response);

    assertThat(reason(response.getItemFirstRep().getLinkIdElement())).isEqualTo("masked");
    assertThat(response.getItemFirstRep().getLinkIdElement().getValue()).isNull();
    assertThat(response.getItemFirstRep().getAnswer()).hasSize(1);
  }

  /** And a second time changes nothing. */
  @Property(tries = 300, seed = SEED)
  void noRequiredElementIsMissingInAMaskedRecord(@ForAll("types") String type, @ForAll long seed) {
    Resource record =
        (Resource) SHAPES.split(new RandomResources(CONTEXT, seed).parsed(type)).record();
    masked.complete(record);
    String once = CONTEXT.newJsonParser().encodeResourceToString(record);
    masked.complete(record);

    assertThat(missing(record, type)).isEmpty();
    assertThat(CONTEXT.newJsonParser().encodeResourceToString(record)).isEqualTo(once);
    assertThat(once).doesNotContain(RandomResources.NEEDLE);
  }

  private static List<String> missing(IBase node, String path) {
    List<String> missing = new ArrayList<>();
    if (node instanceof Extension || node instanceof XhtmlNode) {
      return missing;
    }
    for (BaseRuntimeChildDefinition child : new Model(CONTEXT).children(node)) {
      List<IBase> values = child.getAccessor().getValues(node);
      boolean none = values.stream().noneMatch(value -> value != null && !value.isEmpty());
      if (child.getMin() > 0 && none) {
        missing.add(path + "." + child.getElementName());
      }
      values.stream()
          .filter(value -> value != null && !value.isEmpty())
          .forEach(value -> missing.addAll(missing(value, path + "." + child.getElementName())));
    }
    return missing;
  }

  private static String reason(Element element) {
    return element.getExtensionByUrl(ABSENT).getValue().primitiveValue();
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(SHAPES.types());
  }
}
