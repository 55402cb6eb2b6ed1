/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The guide that the build wrote, opened from the disk in Chromium: no server, no network. Skipped
 * where there is no Chromium that starts, unless {@code AMELIE_BROWSER} says which one to take.
 */
class GuideBrowserTest {
  private static final List<String> ACCESSIBLE =
      List.of("wcag2a", "wcag2aa", "wcag21aa", "best-practice");

  private static final String NAMED = "AMELIE_BROWSER";
  private static final double PATIENCE_MILLIS = 300_000;

  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void open() {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "No Chromium: the guide was not looked at.");
    try {
      launch(chromium.get());
    } catch (PlaywrightException e) {
      // What is there may be no more than a word that it is to be installed from elsewhere.
      assumeTrue(System.getenv(NAMED) != null, "No Chromium that starts: " + e.getMessage());
      throw e;
    }
  }

  private static void launch(Path chromium) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setTimeout(PATIENCE_MILLIS)
                    .setExecutablePath(chromium)
                    .setArgs(
                        List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  private static Optional<Path> chromium() {
    String named = System.getenv(NAMED);
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  @AfterAll
  static void close() {
    if (playwright != null) {
      playwright.close();
    }
  }

  /** One that waits for as long as a busy machine may take. */
  private static BrowserContext context(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context;
  }

  private static String address(String file) {
    try {
      return Path.of(GuideBrowserTest.class.getResource("/static/index.html").toURI())
          .resolveSibling(file)
          .toUri()
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index.html",
        "guide/index.html",
        "guide/workflows.html",
        "guide/consent.html",
        "guide/access.html",
        "guide/profiles.html",
        "guide/errors.html",
        "guide/changes.html",
        "guide/StructureDefinition-sc-consent.html",
        "guide/CodeSystem-sc-contact.html",
        "guide/ConceptMap-sc-business-status-to-bser.html",
        "guide/Questionnaire-sc-quick-check.html",
        "guide/OperationDefinition-sc-evaluate-consent.html",
        "guide/OperationDefinition-sc-expand.html",
        "guide/Measure-sc-referrals.html",
        "guide/CodeSystem-sc-indicators.html",
        "guide/ConceptMap-sc-form-to-icd-10-cm.html",
        "guide/SearchParameter-sc-service-country.html",
        "guide/CapabilityStatement-sc-referrer.html",
        "guide/example-sc-consent-refusal.html"
      })
  void isAccessibleInLightAndInDarkAndFetchesNothingFromElsewhere(String file) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      try (BrowserContext context =
          context(new Browser.NewContextOptions().setColorScheme(scheme))) {
        List<String> fetched = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        context.onRequest(request -> fetched.add(request.url()));
        context.onConsoleMessage(message -> complaints.add(message.text()));
        Page page = context.newPage();
        page.navigate(address(file));

        assertThat(fetched).hasSize(2).allMatch(url -> url.startsWith("file:"));
        assertThat(complaints).isEmpty();
        assertThat(violations(page))
            .as("%s, %s", file, scheme)
            .extracting(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
            .isEmpty();
      }
    }
  }

  /**
   * All of them. Of what passes, which is most of a page of thousands of cells, nothing is written
   * out; without frames one run in the page itself is the whole.
   */
  private static List<Rule> violations(Page page) {
    assertThat(page.frames()).hasSize(1);
    AxeRunOptions options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    return new AxeBuilder(page)
        .options(options)
        .withTags(ACCESSIBLE)
        .setLegacyMode(true)
        .analyze()
        .getViolations();
  }

  @ParameterizedTest
  @CsvSource({"360", "1280"})
  void fitsAScreenSoThatOnlyTablesAndCodeScroll(int width) {
    try (BrowserContext context =
        context(new Browser.NewContextOptions().setViewportSize(width, 800))) {
      Page page = context.newPage();
      for (String file :
          List.of("index.html", "workflows.html", "StructureDefinition-sc-consent.html")) {
        page.navigate(address("guide/" + file));

        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
            .as(file)
            .isEqualTo(true);
      }
    }
  }

  @Test
  void fromTheStartPageOneReachesWhatIsInAProfile() {
    try (BrowserContext context = context(new Browser.NewContextOptions())) {
      Page page = context.newPage();
      page.navigate(address("index.html"));
      page.locator("text=Implementation guide").first().click();
      page.locator("header nav >> text=Profiles").click();
      page.locator("main >> text=Consent").first().click();

      assertThat(page.title()).isEqualTo("Consent - Supportive Care Exchange");
      assertThat(page.locator("#snapshot").isVisible()).isTrue();
    }
  }
}
