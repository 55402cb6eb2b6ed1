/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codes that partners were told, written down once more: none may go, none may slip in. */
class AgreedCodesTest {
  private final TerminologyCatalog catalog = TerminologyCatalog.load();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sc-form | sexual forced-labour domestic-servitude forced-begging forced-criminality \
          organ-removal forced-marriage illegal-adoption surrogacy child-soldier slavery-like \
          other unknown not-disclosed
          sc-stage | detection safety-and-immediate-needs presumed-referral reflection-period \
          formal-identification individual-support social-inclusion justice-and-redress \
          return-or-durable-solution closed
          sc-service | emergency-shelter safe-accommodation material-assistance medical-care \
          sexual-reproductive-health forensic-exam mental-health psychosocial-counselling \
          legal-aid residence-permit-help interpretation child-protection safety-planning \
          police-liaison compensation-claim education-language vocational family-tracing \
          voluntary-return peer-support crisis-line substance-use digital-access wellbeing
          sc-reason | suspected disclosed immediate-danger no-safe-place medical-follow-up \
          minor-protection reflection-period formal-identification additional-services \
          relocation return-from-abroad service-closed person-requested
          sc-contact | do-not-contact via-referrer via-trusted-person phone-time-window \
          call-no-voicemail text-neutral-only post-not-safe email-safe in-person-only \
          code-word-required interpreter-required unknown
          sc-mode | in-person video phone chat outreach hybrid switch-allowed switch-not-safe
          sc-status-reason | no-capacity waitlist out-of-catchment age-not-served \
          gender-not-served language-unavailable safety-conflict needs-not-matched \
          person-declined cannot-reach-safely consent-insufficient duplicate \
          insufficient-information service-suspended expired person-withdrew consent-revoked \
          entered-in-error moved found-elsewhere unsafe superseded no-longer-available \
          safe-moment interpreter guardian capacity identity
          sc-business-status | created received under-review capacity-check accepted declined \
          first-contact-attempted first-contact-made appointment-scheduled appointment-missed \
          service-started mode-switched sub-referred transferred-abroad cancelled completed \
          closed-lost-contact consent-revoked
          sc-purpose | sc-support sc-coordination sc-statistics sc-law-enforcement \
          sc-migration-authority
          sc-label | TEXT
          sc-error | not-found unauthenticated insufficient-scope not-in-contract \
          profile-violation malformed consent-insufficient version-conflict version-required \
          duplicate-conflict limit-exceeded throttled unavailable transition-not-allowed \
          reason-required test-label-missing processing-restricted
          sc-rights-reason | person-request consent-withdrawn no-longer-needed objection unlawful \
          legal-obligation wrong-person accuracy-contested legal-claim
          sc-duty | review-emergency-access renew-consent erasure-due review-kept-data consent-changed
          sc-answer | present suspected absent unknown declined not-asked
          sc-source | disclosed observed third-party record screening
          sc-identification | presumed formally-identified declined-identification \
          not-identified unknown
          sc-age-band | 0-11 12-14 15-17 18-24 25-34 35-49 50+ unknown minor-presumed \
          adult-presumed
          sc-capacity | has-capacity no-capacity waitlist additional-assessment
          sc-eligibility | no-condition reasonable-grounds reflection-period formal-decision \
          residence-permit health-cover through-coordinator
          sc-emergency-reason | immediate-danger-to-life missing-minor acute-clinical-emergency \
          court-order
          sc-capture-method | written verbal-witnessed verbal-interpreted electronic \
          assent-minor guardian best-interest
          sc-dimension | deceptive-recruitment coercive-recruitment \
          abuse-vulnerability-recruitment exploitation coercion-destination \
          abuse-vulnerability-destination structural-risk presentation-companion \
          presentation-behaviour presentation-health living-situation child-specific \
          specific-form technology-facilitated
          sc-assessment | positive negative insufficient further-assessment-suggested \
          no-suggestion assessment adult-labour child-labour adult-sexual no-profile \
          screening-score at-or-above-cut-off below-cut-off out-of-population
          sc-designation | plain discreet
          sc-statistics-form | sexual labour other
          sc-citizenship | national eu-citizen third-country stateless unknown
          sc-waiting | same-day within-2-days within-7-days within-30-days more-than-30-days \
          unknown
          sc-table | form sex age citizenship service outcome course waiting
          sc-yes-no | yes no not-sure rather-not-say
          """)
  void systemHasTheCodesThatWereAgreed(String id, String codes) {
    LocalSystem system = LocalSystem.ofId(id);

    assertThat(catalog.codes(system))
        .extracting(LocalCode::code)
        .containsExactlyInAnyOrder(codes.split(" +"));
  }

  @Test
  void everyDimensionOfACatalogueRowIsACodeOfItsOwn() {
    assertThat(catalog.indicators().all())
        .allMatch(row -> catalog.contains(LocalSystem.DIMENSION, row.dimension()));
  }

  @Test
  void everyConceptThatIsPublishedHasAnEnglishDisplay() {
    assertThat(catalog.codeSystems().stream().map(CodeSystem::getConcept).flatMap(List::stream))
        .hasSizeGreaterThan(300)
        .allMatch(concept -> concept.hasDisplay() && !concept.getDisplay().isBlank());
  }

  @Test
  void everyValueSetNamesOnlyCodesThatAreThere() {
    Stream<ValueSet.ConceptSetComponent> includes =
        catalog.valueSets().stream().flatMap(set -> set.getCompose().getInclude().stream());

    assertThat(includes)
        .isNotEmpty()
        .allMatch(
            include ->
                include.getConcept().stream()
                    .allMatch(
                        code -> catalog.find(include.getSystem(), code.getCode()).isPresent()));
  }
}
