/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TypeCatalogTest {
  private static final TypeCatalog CATALOG = new TypeCatalog(Bodies.CONTEXT);

  /** Compiled late, so that a type HAPI adds would else be found by a request. */
  @Test
  void everyTypeOfR4IsKnownWholly() {
    Deque<ElementType> open = new ArrayDeque<>();
    Set<ElementType> done = new HashSet<>();
    Bodies.CONTEXT.getResourceTypes().forEach(type -> open.add(CATALOG.resource(type)));
    int names = 0;
    while (!open.isEmpty()) {
      ElementType type = open.pop();
      if (done.add(type)) {
        names += type.children().size();
        type.children().values().stream()
            .filter(child -> child.kind() == ElementChild.Kind.COMPOSITE)
            .forEach(child -> open.add(child.type().get()));
      }
    }

    assertThat(Bodies.CONTEXT.getResourceTypes()).hasSize(146);
    // Both counted as well in the StructureDefinitions of R4.
    assertThat(done).hasSize(658);
    assertThat(names).isEqualTo(8_190);
  }

  @Test
  void anExtensionTakesTheFiftyTypesOfR4() {
    Set<String> values =
        new TreeSet<>(CATALOG.primitive().child("extension").type().get().children().keySet());
    values.removeIf(name -> !name.startsWith("value"));

    assertThat(values).hasSize(50).contains("valueDosage", "valueMeta", "valueReference");
    assertThat(values).doesNotContain("valueNarrative", "valueExtension", "valuePatient");
  }

  @Test
  void namesThatOnlyHapiKnowsAreUnknown() {
    assertThat(CATALOG.resource("Patient").child("generalPractitioner")).isNotNull();
    assertThat(CATALOG.resource("Patient").child("generalPractitionerResource")).isNull();
    assertThat(CATALOG.resource("Observation").child("valueQuantity")).isNotNull();
    assertThat(CATALOG.resource("Observation").child("value")).isNull();
    assertThat(CATALOG.resource("Observation").child("value[x]")).isNull();
    assertThat(CATALOG.resource("MedicationRequest").child("medicationReference")).isNotNull();
    assertThat(CATALOG.resource("MedicationRequest").child("medicationMedication")).isNull();
    assertThat(CATALOG.resource("GraphDefinition").child("name")).isNotNull();
    assertThat(CATALOG.resource("GraphDefinition").child("title")).isNull();
    assertThat(CATALOG.resource("DomainResource")).isNull();
    assertThat(CATALOG.resource("HumanName")).isNull();
  }
}
