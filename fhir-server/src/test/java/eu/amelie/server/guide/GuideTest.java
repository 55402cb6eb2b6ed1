/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import eu.amelie.interceptors.access.RoleContracts;
import eu.amelie.interceptors.consent.SensitivityLabels;
import eu.amelie.interceptors.consent.evaluate.EvaluateConsent;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.referral.TaskEffect;
import eu.amelie.interceptors.referral.TaskTransitions;
import eu.amelie.interceptors.referral.TransitionRule;
import eu.amelie.profiles.ProfileCatalog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;

class GuideTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final ProfileCatalog CATALOG = ProfileCatalog.load(CONTEXT);
  private static final Map<String, String> PAGES = pages();

  private static final Pattern REFERENCE = Pattern.compile("\\s(?:href|src)=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");
  private static final Pattern WORD_CELL = Pattern.compile("<td lang=\"..\"></td>");
  private static final Pattern HEADING =
      Pattern.compile("<(title|h1|h2|caption)[^>]*>([^<]*)</\\1>");
  private static final List<String> TOPIC =
      List.of("traffick", "victim", "exploit", "slave", "prostitut", "amelie");

  private static Map<String, byte[]> files() {
    return Guide.of(
            CONTEXT,
            CATALOG,
            RoleContracts.standard(),
            ExamplePages.shipped(),
            OperationCall.shipped())
        .files();
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new TreeMap<>();
    files().forEach((file, bytes) -> pages.put(file, new String(bytes, StandardCharsets.UTF_8)));
    return pages;
  }

  private static List<String> all(Pattern pattern, int group, String text) {
    return pattern.matcher(text).results().map(match -> match.group(group)).toList();
  }

  @Test
  void everythingThatIsPublishedHasAPageAndAFile() {
    assertThat(CATALOG.resources())
        .extracting(Links::name)
        .hasSizeGreaterThan(150)
        .allSatisfy(
            name -> assertThat(PAGES).containsKeys("guide/%s.html".formatted(name), jsonOf(name)));
  }

  private static String jsonOf(String name) {
    return "guide/%s.json".formatted(name);
  }

  @Test
  void everyReferenceLeadsToAFileOfTheGuideAndToAPlaceInIt() {
    List<String> dangling = new ArrayList<>();
    PAGES.forEach(
        (file, text) -> {
          if (file.endsWith(".html") && file.startsWith("guide/")) {
            all(REFERENCE, 1, text).stream()
                .filter(target -> !leadsSomewhere(file, target))
                .forEach(target -> dangling.add(file + " -> " + target));
          }
        });

    assertThat(dangling).isEmpty();
  }

  private static boolean leadsSomewhere(String from, String target) {
    String[] parts = target.split("#", 2);
    String file = parts[0].isEmpty() ? from : "guide/" + parts[0];
    String page = PAGES.get(file);
    return page != null && (parts.length == 1 || all(ID, 1, page).contains(parts[1]));
  }

  @Test
  void noPageHasAScriptOrAStyleOfItsOwnOrAnythingFromElsewhere() {
    assertThat(PAGES.entrySet())
        .filteredOn(page -> page.getKey().endsWith(".html"))
        .allSatisfy(
            page ->
                assertThat(page.getValue())
                    .doesNotContain("<script", "style=\"", "<style", "<img", "th:")
                    .doesNotContainPattern("(href|src)=\"(https?:|//)"));
    assertThat(PAGES.get("guide/guide.css")).doesNotContain("url(", "@import");
  }

  @Test
  void everyPageSaysThatItIsHtml() {
    assertThat(PAGES.entrySet())
        .filteredOn(page -> page.getKey().endsWith(".html"))
        .allSatisfy(
            page ->
                assertThat(page.getValue()).startsWith("<!DOCTYPE html>").contains("<html lang="));
  }

  @Test
  void noPageUsesAnIdTwice() {
    assertThat(PAGES.entrySet())
        .filteredOn(page -> page.getKey().endsWith(".html"))
        .allSatisfy(page -> assertThat(all(ID, 1, page.getValue())).doesNotHaveDuplicates());
  }

  @Test
  void everyWordingIsThereInEveryLanguage() {
    assertThat(PAGES.entrySet())
        .filteredOn(page -> page.getKey().endsWith(".html"))
        .allSatisfy(
            page -> assertThat(all(WORD_CELL, 0, page.getValue())).as(page.getKey()).isEmpty());
    assertThat(PAGES.get("guide/ValueSet-sc-contact.html"))
        .contains("lang=\"fr\"", "lang=\"nl\"", "lang=\"de\"", "lang=\"el\"", "lang=\"it\"");
  }

  @Test
  void addressesAndHeadingsDoNotNameTheTopic() {
    assertThat(PAGES.keySet()).noneMatch(GuideTest::namesTheTopic);
    PAGES.forEach(
        (file, text) ->
            assertThat(all(HEADING, 2, text)).as(file).noneMatch(GuideTest::namesTheTopic));
  }

  @Test
  void whatIsWrittenByHandDoesNotNameTheTopic() {
    assertThat(List.of("index", "workflows", "consent", "access", "errors", "changes"))
        .allSatisfy(
            page ->
                assertThat(namesTheTopic(PAGES.get("guide/%s.html".formatted(page))))
                    .as(page)
                    .isFalse());
    assertThat(namesTheTopic(PAGES.get("index.html"))).isFalse();
  }

  private static boolean namesTheTopic(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return TOPIC.stream().anyMatch(lower::contains);
  }

  @Test
  void theGroundsOfEverySensitivityLabelAreOnThePageAboutConsent() {
    String table = PAGES.get("guide/consent.html").split("id=\"sensitivity\"")[1];

    assertThat(SensitivityLabels.grounds())
        .hasSizeGreaterThan(15)
        .allSatisfy(
            ground ->
                assertThat(table)
                    .contains(
                        "<code>%s</code></th><td><code>%s</code></td><td>%s</td>"
                            .formatted(
                                ground.label(),
                                ground.vocabulary(),
                                ground.beginnings().isEmpty()
                                    ? "all codes"
                                    : String.join(", ", ground.beginnings()))));
  }

  @Test
  void everyRefusalIsExplainedWithItsStatus() {
    String page = PAGES.get("guide/errors.html");

    assertThat(ErrorCode.values())
        .allSatisfy(
            code -> {
              Matcher row =
                  Pattern.compile("<tr id=\"%s\">.*?</tr>".formatted(code.code()), Pattern.DOTALL)
                      .matcher(page);
              assertThat(row.find()).as(code.code()).isTrue();
              assertThat(row.group()).contains(String.valueOf(code.status()));
            });
  }

  @Test
  void everyRefusalIsExplainedInEveryLanguage() {
    String page = PAGES.get("guide/errors.html");

    for (String language : List.of("fr", "nl", "de", "el", "it")) {
      Matcher section =
          Pattern.compile("<section lang=\"%s\">.*?</section>".formatted(language), Pattern.DOTALL)
              .matcher(page);
      assertThat(section.find()).as(language).isTrue();
      assertThat(section.group()).doesNotContain("<td></td>");
      assertThat(ErrorCode.values())
          .allMatch(code -> section.group().contains("<code>%s</code>".formatted(code.code())));
    }
  }

  @Test
  void titlesAndDescriptionsOfEverythingAreShownInEveryLanguage() {
    assertThat(CATALOG.resources())
        .extracting(Links::name)
        .allSatisfy(
            name ->
                assertThat(PAGES.get("guide/%s.html".formatted(name)))
                    .as(name)
                    .contains("In all languages", "<td lang=\"el\">", "<td lang=\"it\">"));
    assertThat(PAGES.get("guide/OperationDefinition-sc-withdraw.html"))
        .contains("Einwilligung widerrufen", "Trekt een toestemming in");
    assertThat(ContractPages.of(RoleContracts.standard()))
        .extracting(Links::name)
        .hasSize(6)
        .allSatisfy(
            name ->
                assertThat(PAGES.get("guide/%s.html".formatted(name)))
                    .as(name)
                    .contains("In all languages", "<td lang=\"el\">Supportive Care Exchange: "));
  }

  @Test
  void everyOperationShowsACallAndItsAnswer() {
    assertThat(CATALOG.resources())
        .filteredOn(OperationDefinition.class::isInstance)
        .extracting(Links::name)
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(PAGES.get("guide/%s.html".formatted(name)))
                    .containsPattern("<code>(GET|POST) /fhir/")
                    .contains("What is answered"));
    assertThat(PAGES.get("guide/OperationDefinition-sc-withdraw.html"))
        .contains("POST /fhir/Consent/[id]/$withdraw", "verbal-witnessed");
  }

  @Test
  void everyValueSetAndEveryCodeSystemShowsAnExampleInEveryLanguage() {
    assertThat(CATALOG.resources())
        .filteredOn(one -> one instanceof ValueSet || one instanceof CodeSystem)
        .extracting(Links::name)
        .hasSizeGreaterThan(80)
        .allSatisfy(
            name -> {
              String page = PAGES.get("guide/%s.html".formatted(name));
              String example = page.substring(page.indexOf("id=\"example\""));
              assertThat(example).as(name).contains("/$expand?", "What is answered");
              for (String language : List.of("fr", "nl", "de", "el", "it")) {
                assertThat(example)
                    .as(name)
                    .contains("&quot;language&quot;: &quot;%s&quot;".formatted(language));
              }
            });
  }

  @Test
  void aValueSetLeadsToTheExamplesThatUseItsCodes() {
    assertThat(PAGES.get("guide/ValueSet-sc-contact.html").split("id=\"uses\"")[1])
        .contains("example-sc-patient-do-not-contact.html")
        .doesNotContain("example-sc-organization-only-a-name.html");
    assertThat(PAGES.get("guide/ValueSet-sc-statistics-form.html").split("id=\"uses\"")[1])
        .contains("OperationDefinition-sc-evaluate-measure.html#example");
  }

  @Test
  void whatACodeMeansIsShownInEveryLanguage() {
    assertThat(PAGES.get("guide/CodeSystem-sc-contact.html"))
        .contains("E-mail is safe.", "L’e-mail è sicura.", "Το email είναι ασφαλές.");
    assertThat(PAGES.get("guide/CodeSystem-sc-contact.json")).contains("L’e-mail è sicura.");
  }

  @Test
  void parametersAndRulesAreExplainedInEveryLanguage() {
    assertThat(PAGES.get("guide/OperationDefinition-sc-withdraw.html"))
        .contains("Für wen sie widerrufen wird", "Per chi è revocato");
    assertThat(PAGES.get("guide/StructureDefinition-sc-consent.html").split("id=\"rules\"")[1])
        .contains("Die Wurzelbestimmung hat ein Enddatum.", "Μια άδεια κατονομάζει");
  }

  @Test
  void propertiesNotesAndWhoIsCountedAreExplainedInEveryLanguage() {
    assertThat(PAGES.get("guide/CodeSystem-sc-indicators.html").split("id=\"properties\"")[1])
        .contains("weight-adult-labour", "Wie viel es für sich allein sagt.", "Πόσο μετράει");
    assertThat(PAGES.get("guide/CodeSystem-sc-mode.html")).contains("Un gruppo di codici");
    assertThat(PAGES.get("guide/CodeSystem-sc-contact.html")).doesNotContain("id=\"properties\"");
    assertThat(PAGES.get("guide/ConceptMap-sc-form-to-icd-10-cm.html").split("id=\"notes\"")[1])
        .contains("Antécédents personnels.")
        .containsOnlyOnce("Eigene Vorgeschichte.");
    assertThat(PAGES.get("guide/ConceptMap-sc-reason-to-htcds.html"))
        .doesNotContain("id=\"notes\"");
    assertThat(PAGES.get("guide/Measure-sc-referrals.html").split("id=\"counted\"")[1])
        .contains("dass sie gezählt werden", "να καταμετρηθούν");
  }

  @Test
  void whatCanBeDoneIsAmongTheChangesAndTheHandoverAmongTheWorkflows() {
    assertThat(PAGES.get("guide/changes.html"))
        .contains("$evaluate-measure", "$transfer-abroad", "$my-data", "$disclosures");
    assertThat(PAGES.get("guide/workflows.html").split("id=\"abroad\"")[1])
        .contains("POST Task/[id]/$transfer-abroad", "Coordinator abroad to Exchange:");
  }

  @Test
  void theStepsOfATaskAreThoseThatTheExchangeGoesBy() {
    String steps = PAGES.get("guide/workflows.html").split("id=\"steps\"")[1];
    List<String> shown =
        Pattern.compile(
                "<tr><td><code>([a-z-]+)</code></td><td><code>([a-z-]+)</code></td><td>([a-z]+)</td>")
            .matcher(steps)
            .results()
            .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
            .toList();

    assertThat(shown)
        .containsExactlyElementsOf(
            TaskTransitions.rules().stream()
                .filter(TransitionRule::isStep)
                .map(
                    rule ->
                        rule.from().toCode()
                            + " "
                            + rule.to().toCode()
                            + " "
                            + rule.actor().name().toLowerCase(Locale.ROOT))
                .toList());
    assertThat(TaskEffect.values())
        .allSatisfy(
            effect ->
                assertThat(steps)
                    .contains(
                        "<dt id=\"effect-%s\">".formatted(effect.code()),
                        "href=\"#effect-%s\"".formatted(effect.code())));
  }

  @Test
  void evaluateConsentAnswersWhatItsExampleSays() {
    OperationCall call =
        OperationCall.byOperation(OperationCall.shipped()).get("sc-evaluate-consent");
    IParser parser = CONTEXT.newJsonParser();

    Parameters answer =
        EvaluateConsent.answer(
            parser.parseResource(Parameters.class, call.request()), Instant.EPOCH, null);

    assertThat(parser.encodeResourceToString(answer))
        .isEqualTo(
            parser.encodeResourceToString(parser.parseResource(Parameters.class, call.response())));
  }

  @Test
  void aProfileShowsItsDifferentialItsSnapshotItsRulesAndItsExamples() {
    String page = PAGES.get("guide/StructureDefinition-sc-consent.html");

    assertThat(page.split("id=\"snapshot\"")[0]).contains("sc-con-13").doesNotContain("policyRule");
    assertThat(page.split("id=\"snapshot\"")[1])
        .contains("policyRule", "organization", "example-sc-consent-refusal.html");
    assertThat(page.split("id=\"rules\"")[1]).contains("period.end.exists()");
  }

  @Test
  void everyProfileHasAnExample() {
    assertThat(CATALOG.resources())
        .filteredOn(
            resource ->
                resource instanceof StructureDefinition structure
                    && !structure.getType().equals("Extension"))
        .isNotEmpty()
        .extracting(MetadataResource::getIdPart)
        .allSatisfy(
            id ->
                assertThat(PAGES.get("guide/StructureDefinition-%s.html".formatted(id)))
                    .contains("id=\"examples\""));
  }

  @Test
  void everyRoleHasItsContract() {
    assertThat(PAGES.get("guide/CapabilityStatement-sc-referrer.html"))
        .contains("QuestionnaireResponse", "code (by POST)", "$withdraw");
    assertThat(PAGES.get("guide/CapabilityStatement-sc-auditor.html"))
        .contains("AuditEvent")
        .doesNotContain("QuestionnaireResponse");
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    Map<String, byte[]> again = files();

    assertThat(again.keySet()).isEqualTo(PAGES.keySet());
    again.forEach(
        (file, bytes) ->
            assertThat(Arrays.equals(bytes, PAGES.get(file).getBytes(StandardCharsets.UTF_8)))
                .as(file)
                .isTrue());
  }
}
