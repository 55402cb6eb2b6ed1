/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.referral.ModeRules;
import eu.amelie.interceptors.referral.TaskActor;
import eu.amelie.interceptors.referral.TaskChange;
import eu.amelie.interceptors.referral.TaskViews;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * What a party could not see of a Task, its update does not take away: for any Task, any labels
 * released, either party. Tasks are all there is of other people's that one changes from a partial
 * view; every other type is written by its custodian, to whom all labels are released.
 */
class PartialUpdateTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final RecordShapes SHAPES = RecordShapes.load(CONTEXT, RandomResources::knows);
  private static final JsonMapper JSON = new JsonMapper();
  private static final LocalDate TODAY = LocalDate.parse("2026-11-26");
  private static final Supplier<ModeRules> NO_RULES = () -> new ModeRules(Set.of(), Set.of());

  private static final Set<String> STEP =
      Set.of("status", "_status", "statusReason", "lastModified", "_lastModified");
  private static final Set<String> OWNERS_WORK =
      Set.of("businessStatus", "output", "executionPeriod", "note");

  @Property(tries = 300, seed = SEED)
  void theOwnersStepKeepsAllThatIsTheRequesters(
      @ForAll long seed, @ForAll Set<IdentityLabel> released) throws Exception {
    Task whole = whole(seed, TaskStatus.REQUESTED);
    ObjectNode before = json(whole);
    List<Annotation> others = whole(seed, TaskStatus.REQUESTED).getNote();
    Task sent = seen(whole, released);
    sent.setStatus(TaskStatus.ACCEPTED);
    sent.getNote().clear();
    sent.addNote().setText("The owner's own");

    ObjectNode after =
        json(TaskChange.apply(whole, sent, TaskActor.OWNER, others, NO_RULES, TODAY));

    assertThat(without(after, STEP, OWNERS_WORK)).isEqualTo(without(before, STEP, OWNERS_WORK));
    List<JsonNode> notes = new ArrayList<>();
    before.path("note").forEach(notes::add);
    assertThat(after.path("note").size()).isEqualTo(notes.size() + 1);
    for (int i = 0; i < notes.size(); i++) {
      assertThat(after.path("note").get(i)).isEqualTo(notes.get(i));
    }
  }

  @Property(tries = 300, seed = SEED)
  void theRequestersStepKeepsAllThatIsTheOwners(
      @ForAll long seed, @ForAll Set<IdentityLabel> released) throws Exception {
    Task whole = whole(seed, TaskStatus.ACCEPTED);
    ObjectNode before = json(whole);
    Task sent = seen(whole, released);
    TaskViews.reduceForRequester(sent);
    sent.setStatus(TaskStatus.CANCELLED);
    sent.setStatusReason(new CodeableConcept(new Coding(TaskViews.STATUS_REASON, "moved", null)));

    ObjectNode after =
        json(TaskChange.apply(whole, sent, TaskActor.REQUESTER, List.of(), NO_RULES, TODAY));

    assertThat(without(after, STEP, Set.of())).isEqualTo(without(before, STEP, Set.of()));
  }

  private static Task whole(long seed, TaskStatus status) {
    Task task = (Task) new RandomResources(CONTEXT, seed).parsed("Task");
    task.setStatus(status);
    return task;
  }

  private static Task seen(Task whole, Set<IdentityLabel> released) {
    Split split = SHAPES.split(whole);
    List<IdentityElement> given =
        split.identity().stream().filter(each -> released.contains(each.label())).toList();
    Task seen = (Task) SHAPES.join(split.record(), given);
    new MaskedForm(CONTEXT).complete(seen);
    // Links that are hidden come back without a reference.
    Stream.of(seen.getFor(), seen.getFocus(), seen.getRequester(), seen.getOwner())
        .forEach(link -> link.setReference(null));
    return seen;
  }

  private static ObjectNode json(Task task) throws Exception {
    return (ObjectNode) JSON.readTree(CONTEXT.newJsonParser().encodeResourceToString(task));
  }

  private static ObjectNode without(ObjectNode task, Set<String> some, Set<String> more) {
    return task.deepCopy().remove(some).remove(more);
  }
}
