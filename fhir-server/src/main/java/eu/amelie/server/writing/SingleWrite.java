/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.throttle.OneAtATime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Create, update and patch of one resource. */
@Component
class SingleWrite implements CallHandler {
  private final WritePipeline pipeline;
  private final SubmittedOnce once;
  private final OneAtATime oneAtATime;
  private final ContentChecks checks;
  private final AuditTrail trail;
  private final CaseSights sights;
  private final IdDoor door;

  SingleWrite(
      WritePipeline pipeline,
      SubmittedOnce once,
      OneAtATime oneAtATime,
      ContentChecks checks,
      AuditTrail trail,
      CaseSights sights,
      IdDoor door) {
    this.pipeline = pipeline;
    this.once = once;
    this.oneAtATime = oneAtATime;
    this.checks = checks;
    this.trail = trail;
    this.sights = sights;
    this.door = door;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return (interaction instanceof Interaction.Create
            || interaction instanceof Interaction.Update
            || interaction instanceof Interaction.Patch)
        && CaseTypes.contains(((Interaction.OnType) interaction).type());
  }

  @Override
  public Recorded answer(Call call) {
    Wanted wanted = Wanted.of(call.asked(), call.content(), "", Optional.empty());
    if (!wanted.isCreation()) {
      return oneAtATime.run(
          wanted.type() + wanted.id(), () -> trail.writing(call, () -> done(call, wanted)));
    }
    Resource resource = wanted.resource();
    InwardReferences.refuseSearches(wanted, resource);
    SubmittedOnce.Course course =
        new SubmittedOnce.Course(
            () -> check(wanted),
            () -> pipeline.perform(call.caller(), List.of(wanted)),
            written -> reply(call, written.get(0)));
    Supplier<Recorded> work = () -> once.answer(call, SubmissionKey.of(resource), resource, course);
    return wanted
        .noneExist()
        .map(none -> oneAtATime.run(call.caller().organisation() + none.value(), work))
        .orElseGet(work);
  }

  private void check(Wanted wanted) {
    checks.requireTestLabel(wanted, wanted.resource());
    checks.requireValid(wanted, wanted.resource());
  }

  private Reply done(Call call, Wanted wanted) {
    return reply(call, pipeline.perform(call.caller(), List.of(wanted)).get(0));
  }

  private Reply reply(Call call, Written written) {
    Optional<CaseView> view = sights.of(call.caller()).view(written.type(), written.id());
    int status = written.created() ? Reply.CREATED : Reply.OK;
    Optional<Resource> body = body(call, view);
    List<String> seen = new ArrayList<>(List.of("wrote " + written.line()));
    view.filter(shown -> body.equals(Optional.of(shown.resource())))
        .ifPresent(shown -> seen.add(shown.seen()));
    Reply reply = new Reply(status, body, java.util.Map.of(), seen);
    if (view.isPresent()) {
      reply = reply.with("ETag", "W/\"" + view.get().etag() + "\"");
    }
    if (!call.interaction().getClass().equals(Interaction.Create.class)) {
      return reply;
    }
    String address =
        "%s/%s/%s/_history/%d"
            .formatted(
                call.base(),
                written.type(),
                door.outward(call.caller(), written.id()),
                written.version());
    return reply.with("Location", address);
  }

  private static Optional<Resource> body(Call call, Optional<CaseView> view) {
    return switch (call.preference()) {
      case MINIMAL -> Optional.empty();
      case REPRESENTATION -> view.map(CaseView::resource);
      case OUTCOME -> Optional.of(allStored());
    };
  }

  private static OperationOutcome allStored() {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(OperationOutcome.IssueSeverity.INFORMATION)
        .setCode(OperationOutcome.IssueType.INFORMATIONAL)
        .setDiagnostics("Stored.");
    return outcome;
  }
}
