/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Http;
import eu.amelie.server.testing.Referrals;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The receipt of a Consent, as page and as PDF. */
@ExchangeServer
class ConsentReceiptTest {
  private static final Map<String, String> TITLES =
      Map.of(
          "en", "What you chose to share",
          "fr", "Ce que vous avez choisi de partager",
          "nl", "Wat u wilt delen",
          "de", "Was Sie teilen möchten",
          "it", "Che cosa ha scelto di condividere",
          "el", "Τι επιλέξατε να μοιραστείτε");

  private static final List<String> NEVER =
      List.of(
          "traffick",
          "victim",
          "exploit",
          "slaver",
          "forced",
          "opfer",
          "menschenhandel",
          "vittim",
          "tratta",
          "victime",
          "traite",
          "slachtoffer",
          "mensenhandel",
          "θύμα",
          "θυμάτων",
          "εμπορία",
          "shelter",
          "Voorbeeldpersoon",
          "Fictiva",
          "FICTION-000417",
          "hospital-be",
          "<script",
          "src=",
          "href=",
          "http-equiv",
          "url(",
          "@import");

  @LocalServerPort private int port;

  private Case story;

  @BeforeEach
  void submit() {
    story = Case.submit(port);
  }

  private String path() {
    return "/fhir/Consent/" + story.id("Consent") + "/$receipt";
  }

  @Test
  void thePageIsInEachLanguageAndTellsNothingThatCouldBetrayThePerson() throws IOException {
    for (Map.Entry<String, String> language : TITLES.entrySet()) {
      Answer answer = story.hospital().get(path() + "?language=" + language.getKey());
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
      assertThat(answer.header("Content-Language")).isEqualTo(language.getKey());
      assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.body())
          .contains("<html", "lang=\"" + language.getKey() + "\"")
          .contains("<h1>" + language.getValue() + "</h1>", "2031")
          .doesNotContain(story.id("Consent"), story.id("Patient"), " th:");
      String plain = answer.body().toLowerCase(Locale.ROOT).replace("http://www.w3.org", "");
      NEVER.forEach(word -> assertThat(plain).doesNotContain(word.toLowerCase(Locale.ROOT)));
      keep(
          "receipt-" + language.getKey() + ".html", answer.body().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void thePdfIsTaggedInItsLanguageAndCanBeReadAloud() throws IOException {
    for (Map.Entry<String, String> language : TITLES.entrySet()) {
      HttpResponse<byte[]> answer = pdf(path() + "?_format=pdf&language=" + language.getKey());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
      keep("receipt-" + language.getKey() + ".pdf", answer.body());
      try (PDDocument document = Loader.loadPDF(answer.body())) {
        assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo(language.getKey());
        assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
        assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
        assertThat(document.getDocumentInformation().getTitle()).isEqualTo(language.getValue());
        assertThat(document.getNumberOfPages()).isLessThanOrEqualTo(2);
        assertThat(new PDFTextStripper().getText(document)).contains(language.getValue(), "2031");
      }
    }
  }

  /** For those who look at them; only in the build's own folder. */
  private static void keep(String file, byte[] content) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "receipts"));
    Files.write(folder.resolve(file), content);
  }

  private HttpResponse<byte[]> pdf(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Authorization", new Http(port).bearer("hospital-be"))
            .build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void recipientsAreNamedOnlyWherePaperIsSafe() {
    String silent = story.hospital().get(path()).body();
    String named = story.hospital().get(path() + "?paperSafe=true").body();
    String organisation =
        story
            .hospital()
            .get("/fhir/Organization/shelter-be")
            .as(org.hl7.fhir.r4.model.Organization.class)
            .getName();

    assertThat(silent).doesNotContain(organisation).contains("The organisations you chose");
    assertThat(named).contains(organisation).doesNotContain("The organisations you chose");
    Case other = Case.submit(port, ConsentReceiptTest::postNotSafe);
    assertThat(
            other
                .hospital()
                .get("/fhir/Consent/" + other.id("Consent") + "/$receipt?paperSafe=true")
                .body())
        .doesNotContain(organisation);
  }

  private static org.hl7.fhir.r4.model.Bundle postNotSafe(org.hl7.fhir.r4.model.Bundle bundle) {
    Referrals.one(bundle, Patient.class)
        .addExtension(
            "https://fhir.example.org/supportive-care/StructureDefinition/sc-safe-contact",
            new CodeableConcept(
                new Coding(
                    "https://fhir.example.org/supportive-care/CodeSystem/sc-contact",
                    "post-not-safe",
                    null)));
    return bundle;
  }

  @Test
  void theLanguageIsTheConsentsWhereNoneIsAskedForAndEnglishWhereThereAreNoWords() {
    for (Map.Entry<String, String> language :
        Map.of("el-GR", "el", "ro", "en", "fr", "fr").entrySet()) {
      Case other =
          Case.submit(
              port,
              bundle -> {
                Referrals.one(bundle, Consent.class).setLanguage(language.getKey());
                return bundle;
              });
      Answer answer = other.hospital().get("/fhir/Consent/" + other.id("Consent") + "/$receipt");
      assertThat(answer.header("Content-Language")).isEqualTo(language.getValue());
    }
    Answer unknown = story.hospital().get(path() + "?language=ro");
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.error()).isEqualTo("profile-violation");
  }

  @Test
  void whatIsAskedForByAcceptIsWhatComes() {
    assertThat(story.hospital().get(path(), "Accept", "text/html").header("Content-Type"))
        .startsWith("text/html");
    assertThat(story.hospital().get(path(), "Accept", "application/pdf").header("Content-Type"))
        .isEqualTo("application/pdf");
    Answer fhir = story.hospital().get(path(), "Accept", "application/fhir+json");
    assertThat(fhir.header("Content-Type")).startsWith("application/fhir+json");
    assertThat(new String(fhir.as(Binary.class).getData(), StandardCharsets.UTF_8))
        .contains(TITLES.get("en"));
    Parameters input = new Parameters();
    input.addParameter().setName("language").setValue(new CodeType("de"));
    input.addParameter().setName("paperSafe").setValue(new BooleanType(true));
    Answer posted = story.hospital().post(path(), input, "Accept", "text/html");
    assertThat(posted.body()).contains(TITLES.get("de"));
    input.addParameter().setName("address").setValue(new CodeType("home"));
    Answer refused = story.hospital().post(path(), input, "Accept", "application/pdf");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.error()).isEqualTo("profile-violation");
    assertThat(story.hospital().get("/fhir/Consent/" + story.id("Consent") + "?_format=pdf"))
        .extracting(Answer::status)
        .isEqualTo(400);
  }

  @Test
  void nobodyButTheCustodianGetsOne() {
    story.accepted();
    String absent = "/fhir/Consent/5c0fffff-0000-4000-8000-000000000009/$receipt";
    for (String other : List.of("shelter-be", "hospital-gr", "counselling-be")) {
      FhirClient client = FhirClient.of(port, other);
      assertThat(client.get(path()).status()).as(other).isEqualTo(404);
      assertThat(client.get(path()).body()).isEqualTo(client.get(absent).body());
    }
    assertThat(FhirClient.of(port, "coordinator-be").get(path()).error())
        .isEqualTo("not-in-contract");
    assertThat(story.hospital().get(absent).status()).isEqualTo(404);
  }

  @Test
  void afterAWithdrawalThePaperPromisesNothing() {
    assertThat(story.withdraw().status()).isEqualTo(200);

    assertThat(story.hospital().get(path() + "?paperSafe=true").body())
        .contains("does not apply now")
        .doesNotContain("can be seen", "2031");
  }
}
