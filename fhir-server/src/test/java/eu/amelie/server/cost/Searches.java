/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Task;

/** What two parties to the same cases ask for: the service that has them, and who sent them. */
final class Searches {
  /** One search, as its caller puts it. */
  record Search(String name, FhirClient caller, String type, String query, boolean posted) {
    Answer ask() {
      Answer answer = posted ? caller.search(type, query) : caller.get("/fhir/" + type + query);
      assertThat(answer.status()).as("%s: %s", name, answer.body()).isEqualTo(200);
      return answer;
    }

    /** The same by a client that asks nothing of the database by itself. */
    Search unwatched() {
      return new Search(name, caller.unwatched(), type, query, posted);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private final List<Search> all = new ArrayList<>();

  private Searches() {}

  /**
   * @param service whose newest case is the hospital's newest
   */
  static List<Search> of(int port, String service, String hospital) {
    Searches searches = new Searches();
    searches.asService(FhirClient.of(port, service));
    searches.asReferrer(FhirClient.of(port, hospital), service);
    return List.copyOf(searches.all);
  }

  private static Task newest(FhirClient caller) {
    return caller
        .get("/fhir/Task?status=requested&_sort=-_lastUpdated&_count=1")
        .entries(Task.class)
        .get(0);
  }

  private void asService(FhirClient service) {
    Task task = newest(service);
    String person = task.getFor().getReferenceElement().getIdPart();
    add("first page of Tasks", service, "Task", "?status=requested&_count=20");
    add("count of Tasks", service, "Task", "?status=requested&_summary=count");
    add("newest Tasks", service, "Task", "?_sort=-_lastUpdated&_count=20");
    add("Tasks since", service, "Task", "?_lastUpdated=ge2025-11-18&_count=20");
    add("Tasks with their cases", service, "Task", "?_include=Task:focus&_include=Task:patient");
    add("Tasks of a person", service, "Task", "?patient=" + person);
    add(
        "Task of a referral",
        service,
        "Task",
        "?focus=" + task.getFocus().getReferenceElement().getIdPart());
    add("Tasks by how far they are", service, "Task", "?business-status=accepted");
    asSubmitter("", service, person);
    add("read of a Patient", service, "Patient", "/" + person);
    add("everything of a Patient", service, "Patient", "/" + person + "/$everything");
  }

  private void asReferrer(FhirClient hospital, String service) {
    Task task = newest(hospital);
    String person = task.getFor().getReferenceElement().getIdPart();
    add("its first page of Tasks", hospital, "Task", "?status=requested&_count=20");
    add("its count of Tasks", hospital, "Task", "?_summary=count");
    add("its Tasks of a service", hospital, "Task", "?_count=20&owner=Organization/" + service);
    add("its Tasks since", hospital, "Task", "?_lastUpdated=ge2025-11-18&_count=20");
    add("its Tasks by how far they are", hospital, "Task", "?business-status=accepted");
    add("its referral by number", hospital, "ServiceRequest", "?identifier=REQ-0");
    asSubmitter("its ", hospital, person);
  }

  private void asSubmitter(String whose, FhirClient caller, String person) {
    add(whose + "first page of Observations", caller, "Observation", "?_count=20&_total=none");
    add(whose + "count of Observations", caller, "Observation", "?_summary=count");
    add(whose + "Observations of a person", caller, "Observation", "?patient=" + person);
    add(whose + "Observations by day", caller, "Observation", "?_count=20&date=ge2025-11-18");
    add(whose + "Observations since", caller, "Observation", "?_count=20&_lastUpdated=ge2025");
    add(whose + "Consents of a person", caller, "Consent", "?patient=" + person);
    Observation sign =
        caller
            .get("/fhir/Observation?_count=1&patient=" + person)
            .entries(Observation.class)
            .get(0);
    all.add(
        new Search(
            whose + "Observations by code",
            caller,
            "Observation",
            "_count=20&code=" + sign.getCode().getCodingFirstRep().getCode(),
            true));
  }

  private void add(String name, FhirClient caller, String type, String query) {
    all.add(new Search(name, caller, type, query, false));
  }
}
