/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.operations;

import eu.amelie.terminology.TerminologyCatalog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * An example of a value set: how its members are asked for, with all their wordings, and what is
 * answered: all of them, so that every code occurs in an example. The answer is the operation's
 * own; the same data gives the same example.
 *
 * @param call as it goes over the wire, but for the token
 */
public record ValueSetExample(String id, String call, ValueSet answer) {
  /** A day like any other, so that an example is the same tomorrow. */
  private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");

  /** One for each value set that the catalogue publishes, in its order. */
  public static List<ValueSetExample> all(TerminologyCatalog catalog) {
    TerminologyOperations operations = new TerminologyOperations(catalog);
    return catalog.valueSets().stream()
        .map(MetadataResource::getIdPart)
        .map(id -> new ValueSetExample(id, call(id), answer(operations, id)))
        .toList();
  }

  private static String call(String id) {
    return "GET /fhir/ValueSet/%s/$expand?includeDesignations=true".formatted(id);
  }

  private static ValueSet answer(TerminologyOperations operations, String id) {
    Parameters in = new Parameters();
    in.addParameter("includeDesignations", new BooleanType(true));
    ValueSet answer = (ValueSet) operations.answer("ValueSet", "expand", Optional.of(id), in, DAY);
    // Else the time zone of whoever builds it would stand in it.
    answer.getExpansion().getTimestampElement().setTimeZoneZulu(true);
    return answer;
  }
}
