/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import eu.amelie.server.paper.Paper;
import eu.amelie.server.rights.Sheet.Entry;
import eu.amelie.server.rights.Sheet.Section;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A sheet as a page. */
@Component
class SheetPage {
  private static final String TEMPLATE = "eu/amelie/server/rights/sheet.html";

  private final Paper paper;

  SheetPage(Paper paper) {
    this.paper = paper;
  }

  /**
   * @param today for the day on which the page was made
   */
  String html(Sheet sheet, RightsTexts texts, LocalDate today) {
    Map<String, Object> words = new HashMap<>();
    words.put("lang", texts.own().language());
    words.put("title", sheet.title());
    words.put("intro", sheet.intro());
    words.put("sections", sheet.sections().stream().map(SheetPage::section).toList());
    words.put("nothing", sheet.sections().isEmpty() ? sheet.nothing() : null);
    words.put("closing", sheet.closing());
    words.put("keep", texts.of("keep"));
    words.put("made", texts.receipts().of("made") + " " + texts.own().date(today));
    return paper.html(TEMPLATE, words);
  }

  private static Map<String, Object> section(Section section) {
    return Map.of(
        "title",
        section.title(),
        "entries",
        section.entries().stream().map(SheetPage::entry).toList());
  }

  private static Map<String, Object> entry(Entry entry) {
    Map<String, Object> words = new HashMap<>();
    words.put("title", entry.title().orElse(null));
    words.put(
        "lines", entry.lines().stream().map(line -> line.label() + ": " + line.value()).toList());
    return words;
  }
}
