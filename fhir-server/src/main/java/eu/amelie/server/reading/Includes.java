/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.reading;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.SearchRequest;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.cases.IdDoor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/**
 * Included resources: what the shown rows still point to once what is hidden is taken out of them,
 * each decided about like any other row.
 */
@Component
class Includes {
  /** The element behind a reference parameter that a contract lists for {@code _include}. */
  private static final Map<String, String> ELEMENTS =
      Map.of(
          "Task:focus", "focus",
          "Task:patient", "for",
          "Task:encounter", "encounter",
          "ServiceRequest:patient", "subject",
          "Observation:patient", "subject");

  private final IdDoor door;

  Includes(IdDoor door) {
    this.door = door;
  }

  List<CaseView> of(Caller caller, CaseSight sight, SearchRequest search, List<CaseView> rows) {
    Set<String> targets = new LinkedHashSet<>();
    for (SearchRequest.Include include : search.includes()) {
      String element = ELEMENTS.get(include.type() + ":" + include.parameter());
      rows.forEach(row -> collect(row, element, include.target(), targets));
    }
    rows.forEach(
        row -> targets.remove(row.item().type() + "/" + row.resource().getIdElement().getIdPart()));
    Map<IdType, UUID> wanted = new LinkedHashMap<>();
    for (String target : targets) {
      IdType id = new IdType(target);
      wanted.put(id, door.inward(caller, id.getIdPart()));
    }
    sight.expect(wanted.values());
    List<CaseView> included = new ArrayList<>();
    wanted.forEach(
        (id, internal) -> sight.view(id.getResourceType(), internal).ifPresent(included::add));
    return included;
  }

  private static void collect(CaseView row, String element, String type, Set<String> targets) {
    Property property = row.resource().getNamedProperty(element);
    for (Base value : property.getValues()) {
      if (value instanceof Reference reference
          && reference.hasReference()
          && reference.getReference().startsWith(type + "/")) {
        targets.add(reference.getReference());
      }
    }
  }
}
