/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.parser.DataFormatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands anywhere in the input, no finding repeats it. */
class NoInputInFindingsTest {
  private static final String EXAMPLES = "/examples/sc-referral-bundle/pass/";

  /** Skips names and takes values. */
  private static final Pattern VALUE =
      Pattern.compile("(?<=[:,\\[])\\s*+\"((?:[^\"\\\\]|\\\\.)*+)\"(?!\\s*+:)");

  private static final Pattern ENVELOPE =
      Pattern.compile("\"(?:fullUrl|method|url|type)\":\\s*+\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** The needle as a name, a URL, markup with line breaks, and a path. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Needle Voorbeeldpersoon",
        "https://needle.example.org/Patient/7",
        "<b>needle</b>' or 1=1 --\\r\\nSet-Cookie: a",
        "Patient.needle[0]",
      })
  void noValueOfTheInputIsRepeated(String needle) {
    List<Finding> findings = new ArrayList<>();
    Bundle everything =
        (Bundle) Fixtures.parse(EXAMPLES + "every-type-that-a-referral-may-hold.json");
    for (Resource resource : oneOfEachKind(everything)) {
      String json = Fixtures.parser().encodeResourceToString(resource);
      findings.addAll(withNeedles(json, VALUE, needle));
    }
    findings.addAll(
        withNeedles(Fixtures.text(EXAMPLES + "one-of-each-needed.json"), ENVELOPE, needle));

    assertThat(findings)
        .hasSizeGreaterThan(200)
        .allMatch(finding -> !finding.toString().toLowerCase(Locale.ROOT).contains("needle"));
  }

  private static Collection<Resource> oneOfEachKind(Bundle bundle) {
    Map<String, Resource> kinds = new TreeMap<>();
    for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
      Resource resource = entry.getResource();
      kinds.put(resource.fhirType() + Fixtures.CATALOG.profileFor(resource), resource);
    }
    return kinds.values();
  }

  /** What is found with the needle in one place at a time. */
  private static List<Finding> withNeedles(String json, Pattern place, String needle) {
    List<Finding> findings = new ArrayList<>();
    Matcher places = place.matcher(json);
    while (places.find()) {
      findings.addAll(find(replaced(json, places.toMatchResult(), needle)));
    }
    return findings;
  }

  private static String replaced(String json, MatchResult place, String needle) {
    return json.substring(0, place.start(1)) + needle + json.substring(place.end(1));
  }

  /** What the parser refuses never gets as far as the validator. */
  private static List<Finding> find(String json) {
    try {
      return Fixtures.VALIDATOR.validate(Fixtures.parseText(json));
    } catch (DataFormatException e) {
      return List.of();
    }
  }
}
