/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.profiles.Finding;
import eu.amelie.profiles.ProfileValidator;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** What was sent, held against its profile, and against what a sandbox may hold. */
@Component
class ContentChecks {
  private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
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
   * exchange computes, hence in turn. Call outside a transaction.
   */
  void requireValid(Bundle bundle) {
    List<Finding> findings = bundles.run(() -> validator.validate(bundle));
    refuse(findings.stream().map(ContentChecks::issue).toList());
  }

  private static ExchangeException.Issue issue(Finding finding) {
    return new ExchangeException.Issue(finding.expression(), finding.message());
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
    boolean missing =
        sandbox
            && bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .anyMatch(resource -> resource instanceof Patient && !isLabelled(resource));
    if (missing) {
      throw ExchangeException.of(ErrorCode.TEST_LABEL_MISSING);
    }
  }

  private static boolean isLabelled(Resource resource) {
    return resource.getMeta().getSecurity().stream()
        .anyMatch(
            label -> ACT_REASON.equals(label.getSystem()) && TEST_DATA.equals(label.getCode()));
  }
}
