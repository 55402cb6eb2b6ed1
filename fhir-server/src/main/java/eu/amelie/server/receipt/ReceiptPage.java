/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.receipt;

import eu.amelie.interceptors.receipt.Receipt;
import eu.amelie.interceptors.receipt.Receipt.Part;
import eu.amelie.interceptors.receipt.Receipt.State;
import eu.amelie.interceptors.receipt.Shared;
import eu.amelie.server.directory.Directory;
import eu.amelie.server.paper.Paper;
import eu.amelie.server.paper.PaperTexts;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A receipt as a page. */
@Component
class ReceiptPage {
  private static final String TEMPLATE = "eu/amelie/server/receipt/receipt.html";

  private final Paper paper;
  private final Directory directory;

  ReceiptPage(Paper paper, Directory directory) {
    this.paper = paper;
    this.directory = directory;
  }

  /**
   * @param today for the day on which the page was made
   */
  String html(Receipt receipt, PaperTexts texts, LocalDate today) {
    Map<String, Object> words = new HashMap<>();
    words.put("lang", texts.language());
    words.put("title", texts.of("title"));
    words.put("intro", texts.of("intro." + receipt.state().name().toLowerCase(Locale.ROOT)));
    words.put("sections", receipt.parts().stream().map(part -> section(part, texts)).toList());
    words.put("sharedTitle", texts.of("shared.title"));
    words.put("nothingElse", texts.of("nothing-else"));
    words.put("inForce", receipt.state() == State.IN_FORCE);
    words.put("untilTitle", texts.of("until.title"));
    words.put("until", receipt.until().map(texts::date).orElse(null));
    words.put("untilAfter", texts.of("until.after"));
    words.put("changeTitle", texts.of("change.title"));
    words.put(
        "change",
        List.of(texts.of("change.any-time"), texts.of("change.whom"), texts.of("change.at-once")));
    words.put("careTitle", texts.of("care.title"));
    words.put("care", texts.of("care"));
    words.put("keep", texts.of("keep"));
    words.put("made", texts.of("made") + " " + texts.date(today));
    return paper.html(TEMPLATE, words);
  }

  private Map<String, Object> section(Part part, PaperTexts texts) {
    String recipients =
        part.recipients().isEmpty()
            ? texts.of("recipients.not-named")
            : String.join(", ", part.recipients().stream().map(directory::nameOf).toList());
    Map<String, Object> words = new HashMap<>();
    words.put("recipients", recipients);
    words.put(
        "shared",
        part.shared().stream().map(Shared::key).map(key -> texts.of("shared." + key)).toList());
    words.put("until", part.until().map(texts::date).orElse(null));
    return words;
  }
}
