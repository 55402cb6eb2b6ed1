/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import static eu.amelie.interceptors.consent.Consents.deny;
import static eu.amelie.interceptors.consent.Consents.forShelter;
import static eu.amelie.interceptors.consent.Consents.optIn;
import static eu.amelie.interceptors.consent.Consents.permit;
import static eu.amelie.interceptors.consent.Consents.type;
import static eu.amelie.interceptors.consent.evaluate.Asking.altered;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads, and in which language. */
class ExplanationTest {

  @Test
  void saysWhatEveryProvisionDidAndWhichConsentsWereLeftOut() {
    Consent deciding = optIn(forShelter(permit()), forShelter(permit()).addClass_(type("Task")));
    Consent left = altered(optIn(permit()), c -> c.setStatus(ConsentState.INACTIVE));
    left.setId("left");
    Consent nameless = altered(optIn(permit()), c -> c.setPatient(new Reference("Patient/q")));
    nameless.setId((String) null);
    Asking.Out out = Asking.with(deciding, left, nameless).ask();

    assertThat(out.explanation().lines())
        .containsExactly(
            "Permitted.",
            "No element of identity may be shown.",
            "Consent/one#provision: denies what no exception permits.",
            "Consent/one#provision.provision[0]: permits.",
            "Consent/one#provision.provision[1]: a permit that does not apply (class).",
            "Consent/left was left out: its status is not active.",
            "consent[2] was left out: it is not about the patient of the item.");
    assertThat(out.basis()).containsExactly("Consent/one#provision.provision[0]");
    assertThat(out.ignored())
        .containsExactly("Consent/left: not-active", "consent[2]: other-patient");
  }

  @Test
  void saysWhichDenyDecidedAndWhatWasNotUnderstood() {
    Consent consent =
        optIn(
            forShelter(permit()),
            permit().addPurpose(new Coding().setCode("x")).addClass_(type("Task")),
            deny());
    Asking.Out out = Asking.with(consent).ask();

    assertThat(out.explanation().lines())
        .containsExactly(
            "Denied: a Consent says no, and no permit outweighs that.",
            "Consent/one#provision: denies what no exception permits.",
            "Consent/one#provision.provision[0]: permits.",
            "Consent/one#provision.provision[1]: a permit that does not apply"
                + " (purpose, which is not understood, class).",
            "Consent/one#provision.provision[2]: denies.");
    assertThat(out.basis()).containsExactly("Consent/one#provision.provision[2]");
  }

  @Test
  void namesEveryReasonForLeavingOut() {
    Consent unverified =
        altered(
            optIn(permit()),
            c -> {
              c.addVerification().setVerified(false);
              c.addModifierExtension().setUrl("https://example.org/x");
            });
    Asking.Out out =
        Asking.with(
                named("a", c -> c.setScope(null)),
                named("b", c -> c.setProvision(null)),
                named("c", c -> c.getProvision().getPeriod().setEndElement(past())),
                unverified)
            .ask();

    assertThat(out.ignored())
        .containsExactly(
            "Consent/a: other-scope",
            "Consent/b: no-provision",
            "Consent/c: outside-period",
            "Consent/one: not-verified",
            "Consent/one: unknown-modifier");
    assertThat(out.explanation())
        .contains(
            "Consent/one#provision.provision[0]: would permit, but its Consent permits nothing");
  }

  @Test
  void saysSoWhereNoConsentWasGiven() {
    assertThat(Asking.with().ask().explanation().lines())
        .containsExactly("Denied: no Consent permits it.", "No Consent was given.");
  }

  @Test
  void withoutATaskItStillSaysWhatTheConsentsSay() {
    Asking.Out out = Asking.with(optIn(forShelter(permit()))).withLiveTask(false).ask();

    assertThat(out.basis()).isEmpty();
    assertThat(out.explanation()).startsWith("Denied: without an open Task").contains("permits.");
  }

  @ParameterizedTest
  @CsvSource({
    "el,el,Επιτρέπεται.",
    "it-IT,it,Consentito.",
    "'de-AT,de;q=0.9,en;q=0.8',de,Erlaubt.",
    "nl-BE,nl,Toegestaan.",
    "'pt, fr;q=0.5',fr,Autorisé.",
    "'fr;q=0.2, en;q=0.7',en,Permitted.",
    "EN-us,en,Permitted.",
    "pt,en,Permitted.",
    "*,en,Permitted.",
    "'!!;q=x',en,Permitted."
  })
  void speaksTheLanguageAskedFor(String header, String language, String first) {
    Asking.Out out = Asking.with(optIn(forShelter(permit()))).ask(header);

    assertThat(out.explanation()).startsWith(first);
    assertThat(out.parameters().getLanguage()).isEqualTo(language);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = " ")
  void speaksEnglishWhereNoneIsAskedFor(String header) {
    assertThat(Asking.with().ask(header).explanation()).startsWith("Denied");
  }

  @Test
  void theMachinesOwnLanguageDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.FRENCH);
      assertThat(Asking.with().ask("en").explanation()).startsWith("Denied");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"el", "it", "de", "nl", "fr"})
  void everyLanguageSaysTheSameInItsOwnWords(String language) throws IOException {
    Properties english = words("");
    Properties words = words("_" + language);

    assertThat(words.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : words.stringPropertyNames()) {
      assertThat(places(words.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
      assertThat(words.getProperty(key)).as(key).isNotEqualTo(english.getProperty(key));
      assertThat(words.getProperty(key)).as(key).doesNotContain("'");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_el", "_it", "_de", "_nl", "_fr"})
  void theWordsAreNeutral(String bundle) throws IOException {
    String all = words(bundle).toString().toLowerCase(Locale.ROOT);

    assertThat(
            List.of(
                "traff",
                "tratta",
                "traite",
                "menschenhandel",
                "mensenhandel",
                "εμπορ",
                "victim",
                "vittim",
                "opfer",
                "slachtoffer",
                "θύμα",
                "exploit",
                "sfrutt",
                "ausbeut",
                "uitbuit",
                "εκμετάλλ"))
        .noneMatch(all::contains);
  }

  private static Properties words(String language) throws IOException {
    Properties words = new Properties();
    try (InputStream in =
        EvaluateConsent.class.getResourceAsStream("explanation" + language + ".properties")) {
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return words;
  }

  private static Set<String> places(String text) {
    return Pattern.compile("\\{\\d}")
        .matcher(text)
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Consent named(String id, java.util.function.Consumer<Consent> alteration) {
    Consent consent = altered(optIn(permit()), alteration);
    consent.setId(id);
    return consent;
  }

  private static DateTimeType past() {
    return new DateTimeType("2020");
  }
}
