/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A Consent in the form of IHE Privacy Consent on FHIR, as a client would send it: a root permit
 * for the parties and purposes of care, with nested denies and one permit for research.
 */
class PrivacyConsentTest {
  private static final FhirContext FHIR = FhirContext.forR4Cached();

  @ParameterizedTest(name = "{0} for {1} by {2}: {3}")
  @CsvSource({
    "plain,            TREAT,   clinic,   permit,        Consent/pcf#provision",
    "plain,            HPAYMT,  clinic,   permit,        Consent/pcf#provision",
    "plain,            HMARKT,  clinic,   default-deny,",
    "plain,            TREAT,   other,    default-deny,",
    "sensitive,        TREAT,   clinic,   explicit-deny, Consent/pcf#provision.provision[0]",
    "sensitive,        TREAT,   other,    default-deny,",
    "old,              TREAT,   clinic,   explicit-deny, Consent/pcf#provision.provision[1]",
    "undated,          TREAT,   clinic,   explicit-deny, Consent/pcf#provision.provision[1]",
    "by-another,       TREAT,   clinic,   explicit-deny, Consent/pcf#provision.provision[2]",
    "plain,            HRESCH,  institute, permit,       Consent/pcf#provision.provision[3]",
    "plain,            HRESCH,  clinic,   default-deny,",
    "plain,            TREAT,   institute, default-deny,",
    "sensitive,        HRESCH,  institute, permit,       Consent/pcf#provision.provision[3]"
  })
  void decidesAsThePrivacyConsentSays(
      String item, String purpose, String organization, String reason, String basis) {
    Asking.Out out = ask(item, purpose, organization);

    assertThat(out.reason()).isEqualTo(reason);
    assertThat(out.basis()).isEqualTo(basis == null ? List.of() : List.of(basis));
  }

  @Test
  void answersWhatIsSentAsJson() {
    Parameters in =
        FHIR.newJsonParser()
            .parseResource(
                Parameters.class,
                FHIR.newJsonParser()
                    .encodeResourceToString(
                        asking("plain", "TREAT", "clinic").at("2026-11-24T12:00:00+01:00").in()));

    assertThat(EvaluateConsent.answer(in, Asking.NOW, null).getParameter("decision").getValue())
        .hasToString("permit");
  }

  private static Asking.Out ask(String item, String purpose, String organization) {
    return asking(item, purpose, organization).ask();
  }

  private static Asking asking(String item, String purpose, String organization) {
    return Asking.with((Consent) read("privacy-consent"))
        .about(read("observation-" + item))
        .forPurpose(purpose)
        .as("Organization/" + organization);
  }

  private static Resource read(String name) {
    try (InputStream in = PrivacyConsentTest.class.getResourceAsStream(name + ".json")) {
      return (Resource)
          FHIR.newJsonParser().parseResource(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
