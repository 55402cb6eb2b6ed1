/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.profiles.Finding;
import eu.amelie.profiles.ProfileValidator;
import eu.amelie.server.throttle.InTurn;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** What was sent, held against its profile, and against what a sandbox may hold. */
@Component
class ContentChecks {
  private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  private static final Pattern ENTRY =
      Pattern.compile("Bundle\\.entry\\[([0-9]{1,4})\\](.*)", Pattern.DOTALL);
  private static final String TEST_DATA = "HTEST";

  private final ProfileValidator validator;
  private final InTurn bundles = new InTurn(Runtime.getRuntime().availableProcessors());
  private final boolean sandbox;

  ContentChecks(ProfileValidator validator, Environment environment) {
    this.validator = validator;
    this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
  }

  /**
   * @throws ExchangeException profile-violation, with an expression for each finding
   */
  void requireValid(Wanted wanted, Resource resource) {
    refuse(
        validator.validate(resource).stream()
            .map(
                finding ->
                    new ExchangeException.Issue(wanted.at(finding.expression()), finding.message()))
            .toList());
  }

  /**
   * The same for a Bundle and its entries; expressions begin at the Bundle. The dearest thing the
   * exchange computes, hence in turn. Of a patch only what it leaves has a profile, and is checked
   * as that is known. Call outside a transaction.
   */
  void requireValid(Caller sender, Bundle bundle) {
    List<Integer> places =
        IntStream.range(0, bundle.getEntry().size())
            .filter(i -> !EntryContents.isPatch(bundle.getEntry().get(i)))
            .boxed()
            .toList();
    Bundle resources = places.size() == bundle.getEntry().size() ? bundle : only(places, bundle);
    if (resources.hasEntry()) {
      List<Finding> findings =
          bundles.run(sender.organisation(), () -> validator.validate(resources));
      refuse(findings.stream().map(finding -> issue(finding, places)).toList());
    }
  }

  private static Bundle only(List<Integer> places, Bundle bundle) {
    Bundle resources = new Bundle().setType(bundle.getType());
    places.forEach(place -> resources.addEntry(bundle.getEntry().get(place)));
    return resources;
  }

  /**
   * @param places of the entries that were looked at, in what was sent
   */
  private static ExchangeException.Issue issue(Finding finding, List<Integer> places) {
    String expression = finding.expression();
    Matcher entry = ENTRY.matcher(expression == null ? "" : expression);
    return new ExchangeException.Issue(
        entry.matches()
            ? "Bundle.entry[" + places.get(Integer.parseInt(entry.group(1))) + "]" + entry.group(2)
            : expression,
        finding.message());
  }

  private static void refuse(List<ExchangeException.Issue> issues) {
    if (!issues.isEmpty()) {
      throw ExchangeException.of(ErrorCode.PROFILE_VIOLATION, issues);
    }
  }

  /**
   * A sandbox takes no person without the label: no system of a real hospital sets it.
   *
   * @throws ExchangeException test-label-missing
   */
  void requireTestLabel(Wanted wanted, Resource resource) {
    if (sandbox && resource instanceof Patient && !isLabelled(resource)) {
      throw ExchangeException.at(
          ErrorCode.TEST_LABEL_MISSING,
          wanted.at("Patient.meta.security"),
          ErrorCode.TEST_LABEL_MISSING.message());
    }
  }

  void requireTestLabels(Bundle bundle) {
    for (int i = 0; sandbox && i < bundle.getEntry().size(); i++) {
      Resource resource = bundle.getEntry().get(i).getResource();
      if (resource instanceof Patient && !isLabelled(resource)) {
        throw ExchangeException.at(
            ErrorCode.TEST_LABEL_MISSING,
            "Bundle.entry[" + i + "].resource.meta.security",
            ErrorCode.TEST_LABEL_MISSING.message());
      }
    }
  }

  private static boolean isLabelled(Resource resource) {
    return resource.getMeta().getSecurity().stream()
        .anyMatch(
            label -> ACT_REASON.equals(label.getSystem()) && TEST_DATA.equals(label.getCode()));
  }
}
