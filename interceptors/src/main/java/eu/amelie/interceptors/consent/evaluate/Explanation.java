/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import eu.amelie.interceptors.consent.ConsentDecision.LeftOut;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.Decision.Reason;
import eu.amelie.interceptors.consent.Heard;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.consent.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A conclusion in words, one line each: what was decided, what of identity goes along, what every
 * provision said, which Consents were left out. Of the input it repeats ids and places only.
 */
record Explanation(Conclusion conclusion, Texts texts) {

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(texts.of("decision." + conclusion.decision().reason().code()));
    if (conclusion.decision() instanceof Permit permit) {
      lines.add(released(permit.releasedLabels()));
    }
    if (conclusion.withholdsContact()) {
      lines.add(texts.of("released.no-contact", IdentityLabel.DEMO.name()));
    }
    List<Heard> heard = conclusion.byConsent().heard();
    List<LeftOut> ignored = conclusion.byConsent().ignored();
    heard.forEach(provision -> lines.add(line(provision)));
    ignored.forEach(left -> lines.add(texts.of("ignored." + left.reason().code(), left.consent())));
    if (heard.isEmpty() && ignored.isEmpty() && !isError()) {
      lines.add(texts.of("no-consent"));
    }
    return String.join("\n", lines);
  }

  private boolean isError() {
    return conclusion.decision().reason() == Reason.ERROR;
  }

  private String released(Collection<IdentityLabel> labels) {
    return labels.isEmpty() ? texts.of("released.none") : texts.of("released.some", codes(labels));
  }

  private String line(Heard heard) {
    if (!heard.missed().isEmpty()) {
      return texts.of(
          heard.permit() ? "unmatched.permit" : "unmatched.deny", heard.provision(), parts(heard));
    }
    if (heard.permit()) {
      return texts.of(heard.counts() ? "permits" : "permits.nothing", heard.provision());
    }
    if (heard.onlyIdentity()) {
      return texts.of("withholds", heard.provision(), codes(heard.identity()));
    }
    boolean denies =
        !heard.root()
            || (conclusion.byConsent().decision().reason() == Reason.EXPLICIT_DENY
                && conclusion.byConsent().decision().basis().contains(heard.provision()));
    return texts.of(denies ? "denies" : "denies.rest", heard.provision());
  }

  private String parts(Heard heard) {
    return heard.missed().stream()
        .sorted()
        .map(part -> part(part, heard.unclear().contains(part)))
        .collect(Collectors.joining(", "));
  }

  /** Elements go by their FHIR names in every language. */
  private String part(Part part, boolean unclear) {
    return switch (part) {
      case IDENTITY, BEYOND -> texts.of("part." + part.code());
      default -> unclear ? texts.of("part.unclear", part.code()) : part.code();
    };
  }

  private static String codes(Collection<IdentityLabel> labels) {
    return labels.stream().sorted().map(IdentityLabel::name).collect(Collectors.joining(", "));
  }
}
