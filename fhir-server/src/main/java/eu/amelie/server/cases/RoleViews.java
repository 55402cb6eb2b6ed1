/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.consent.ConsentParts;
import eu.amelie.interceptors.pseudonym.ids.ReferralNumbers;
import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.keys.SubmissionDigest;
import eu.amelie.interceptors.referral.Deadlines;
import eu.amelie.interceptors.referral.Handover;
import eu.amelie.interceptors.referral.TaskStep;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.ConsentFacts;
import eu.amelie.server.facts.ConsentRow;
import eu.amelie.server.facts.TaskMarks;
import eu.amelie.server.facts.TaskRow;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** What of a visible item is nobody else's business, whatever consent says. */
@Component
class RoleViews {
  private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

  private static final int DAY_LENGTH = 10;
  private static final long SHIFT_MILLIS = 60_000;

  private final ConsentFacts consentFacts;
  private final SubmissionDigest digests;
  private final ReferralNumbers numbers;
  private final boolean sandbox;

  RoleViews(ConsentFacts consentFacts, ExchangeKeys keys, Environment environment) {
    this.consentFacts = consentFacts;
    this.digests = new SubmissionDigest(keys.submissionKey());
    this.numbers = new ReferralNumbers(keys.idKey().exposedBytes());
    this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
  }

  /**
   * Changes the resource in place; it is a copy already.
   *
   * @param row of a Task, its state; null for everything else
   * @param results whether its requester is shown what has come of it
   */
  Resource reduce(Caller caller, CaseItem item, TaskRow row, boolean results, Resource resource) {
    boolean custodian = caller.organisation().equals(item.custodian());
    if (resource instanceof Task task) {
      reduceTask(caller, row, results, task);
    }
    if (!custodian && !isDuty(resource)) {
      numbers.add(caller.organisation(), item.id(), resource);
    }
    if (resource instanceof Provenance step && item.isStep()) {
      TaskStep.nameExchange(step);
    }
    if (resource instanceof Consent consent && !custodian) {
      List<Extension> capture =
          caller.role() == Role.COORDINATOR
              ? ConsentParts.captureWithoutPeople(consent)
              : List.of();
      ConsentParts.keepOnly(consent, caller.reference(), "Organization/" + item.custodian());
      capture.forEach(consent::addExtension);
      days(consent);
    }
    return resource;
  }

  /** To the second a time is as good as an id to two who put their views side by side. */
  private static void days(Base element) {
    if (element instanceof BaseDateTimeType time && time.hasValue()) {
      String text = time.getValueAsString();
      time.setValueAsString(text.substring(0, Math.min(DAY_LENGTH, text.length())));
    }
    for (Property property : element.children()) {
      property.getValues().forEach(RoleViews::days);
    }
  }

  /** Whether the vault may hold anything that the caller added to another's Task. */
  static boolean hasAdded(Caller caller, TaskRow row) {
    return row.ownerAdded() && row.owner().equals(caller.organisation());
  }

  private static void reduceTask(Caller caller, TaskRow row, boolean results, Task task) {
    if (results) {
      TaskViews.reduceToResults(task);
    } else if (!caller.organisation().equals(row.owner())) {
      TaskViews.reduceForRequester(task);
    }
    if (isHeldBy(caller, row)) {
      TaskViews.addReference(task, row.reference());
    }
  }

  /**
   * Points from a Task to its steps, which whoever holds the Task sees. Changes the resource in
   * place; call when what is hidden has been taken out.
   */
  static void addSteps(Caller caller, TaskRow row, TaskMarks marks, Resource shown) {
    if (shown instanceof Task task && isHeldBy(caller, row)) {
      TaskViews.addSteps(task, marks.steps().stream().map(step -> "Provenance/" + step).toList());
    }
  }

  /**
   * Points another country's coordinator, who is asked to take over, to the Consents that let it:
   * its own exchange has to hold one. With the versions of what it reads of them, by which an
   * exchange that holds a copy finds that a permit says otherwise. Changes the resource in place;
   * call when what is hidden has been taken out.
   *
   * @param visible versions by id, of those that it may see
   */
  void addConsents(
      Caller caller,
      CaseItem item,
      TaskRow row,
      Resource shown,
      Function<List<UUID>, Map<UUID, String>> visible) {
    if (caller.role() == Role.COORDINATOR
        && shown instanceof Task task
        && Handover.isOffer(task)
        && caller.organisation().equals(row.owner())) {
      List<UUID> consents = consentFacts.of(item.person()).stream().map(ConsentRow::id).toList();
      Map<UUID, String> versions = visible.apply(consents);
      versions.keySet().forEach(consent -> Handover.addConsent(task, "Consent/" + consent));
      if (!versions.isEmpty()) {
        Handover.addVersions(task, List.copyOf(versions.values()));
      }
    }
  }

  private static boolean isHeldBy(Caller caller, TaskRow row) {
    return caller.organisation().equals(row.owner())
        || caller.organisation().equals(row.requester());
  }

  /**
   * The version as this caller counts it, and when it was made where that tells nothing else. The
   * test label is the sandbox's: it stands where the sender's next update must bear it.
   */
  void label(
      Caller caller, CaseItem item, TaskMarks marks, Resource shown, Meta stored, String etag) {
    boolean custodian = caller.organisation().equals(item.custodian());
    Meta meta = new Meta();
    meta.setVersionId(etag);
    if (custodian && !isDuty(shown)) {
      meta.setLastUpdated(stored.getLastUpdated());
    } else if (item.type().equals("Task")) {
      meta.setLastUpdated(shifted(caller, item, stored.getLastUpdated()));
    }
    if (sandbox && custodian && item.type().equals("Patient")) {
      meta.addSecurity(new Coding(ACT_REASON, "HTEST", "test health data"));
    }
    if (shown instanceof Task task
        && Deadlines.waitsForAnswer(task.getStatus().toCode())
        && marks.escalated()) {
      meta.addTag(TaskViews.unanswered());
    }
    shown.setMeta(meta);
  }

  /** What the exchange asks several organisations at once is asked of each at a time of its own. */
  private static boolean isDuty(Resource shown) {
    return shown instanceof Task task
        && task.getCode().getCoding().stream()
            .anyMatch(coding -> TaskViews.DUTY.equals(coding.getSystem()));
  }

  /**
   * Up to a minute earlier, by as much as this caller always sees this change: what ends two Tasks
   * at once gives them two times. By how much is another for each change, or whoever knows when it
   * has changed its Task itself would know it of all others. Never later, so that whoever asks for
   * what changed since misses nothing.
   */
  private Date shifted(Caller caller, CaseItem item, Date time) {
    String digest = digests.of("time", caller.organisation(), item.id() + " " + time.getTime());
    BigInteger number = new BigInteger(1, digest.getBytes(StandardCharsets.US_ASCII));
    return new Date(time.getTime() - number.mod(BigInteger.valueOf(SHIFT_MILLIS)).longValue());
  }
}
