/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NarrativeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<script src='https://evil.example.org/x.js'></script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        "<p onclick='alert(1)'>text</p>",
        "<p ONCLICK='alert(1)'>text</p>",
        "<img src='#a' onerror='alert(1)'/>",
        "<a href='javascript:alert(1)'>text</a>",
        "<a href=' JaVaScRiPt:alert(1)'>text</a>",
        "<a href='java&#10;script:alert(1)'>text</a>",
        "<a href='vbscript:alert(1)'>text</a>",
        "<a href='data:text/html,alert(1)'>text</a>",
        "<p style='background:url(javascript:alert(1))'>text</p>",
        "<iframe src='https://evil.example.org'></iframe>",
        "<object data='https://evil.example.org'></object>",
        "<form action='https://evil.example.org'><input name='a'/></form>",
        "<svg onload='alert(1)'></svg>",
        "<style>p { color: red }</style>",
        "<img src='https://evil.example.org/pixel.png' alt='x'/>",
        "<table><tr><td><b><script>alert(1)</script></b></td></tr></table>",
      })
  void activeContentIsRefused(String html) {
    assertThat(Fixtures.VALIDATOR.validate(patient(html)))
        .isNotEmpty()
        .allMatch(finding -> finding.expression().startsWith("Patient.text"))
        .noneMatch(finding -> finding.toString().contains("alert"))
        .noneMatch(finding -> finding.toString().contains("evil"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>text</p>",
        "<p class='note'>On <i>Monday</i><br/>at ten &amp; later</p>",
        "<table border='1'><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
        "<ul><li><a href='https://hospital-be.example.org/ward'>ward</a></li></ul>",
        "<a href='#part'>part</a><a name='part'></a>",
        "<p style='font-weight:bold'>She wrote: a script of a play on stage</p>",
        "<p>javascript: is a word here</p>",
      })
  void plainContentIsNot(String html) {
    assertThat(Fixtures.VALIDATOR.validate(patient(html))).isEmpty();
  }

  @Test
  void activeContentIsFoundInsideABundleAndInWhatIsContained() {
    Patient patient = patient("<p>text</p>");
    patient.addContained(patient("<p onclick='alert(1)'>text</p>").setId("inner"));
    patient.addGeneralPractitioner().setReference("#inner");
    Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    bundle
        .addEntry()
        .setResource(patient)
        .setFullUrl("urn:uuid:5c0000aa-0000-4000-8000-000000000001");

    assertThat(Fixtures.VALIDATOR.validate(bundle))
        .extracting(Finding::code, Finding::expression)
        .contains(
            org.assertj.core.api.Assertions.tuple(
                "narrative", "Bundle.entry[0].resource.contained[0].text"));
  }

  /** As it comes in: the parser must let it through to be refused here, not choke on it. */
  private static Patient patient(String html) {
    String div =
        "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">" + html.replace("\"", "'") + "</div>";
    Resource patient =
        Fixtures.parseText(
            "{\"resourceType\":\"Patient\",\"text\":{\"status\":\"additional\",\"div\":\"%s\"}}"
                .formatted(div));
    return (Patient) patient;
  }
}
