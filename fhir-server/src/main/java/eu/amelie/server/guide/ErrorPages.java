/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.terminology.Language;
import eu.amelie.terminology.LocalCode;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every refusal, in six languages: what it means, where it comes from, what to do. */
final class ErrorPages {
  /** One code of {@code sc-error}. */
  record Row(
      String code, List<Integer> statuses, List<Words.Word> words, Explanation explanation) {}

  /** In one language. */
  record Explanation(String what, String where, String remedy) {
    static Explanation of(Map<String, String> row) {
      return new Explanation(row.get("what"), row.get("where"), row.get("remedy"));
    }
  }

  /**
   * The whole table in one language.
   *
   * @param heading what the columns are called
   */
  record Translated(String lang, Explanation heading, List<ExplainedCode> rows) {}

  record ExplainedCode(String code, Explanation explanation) {}

  private static final String HEADING = "heading";

  private ErrorPages() {}

  static List<Page> all(TerminologyCatalog terminology) {
    List<LocalCode> codes = terminology.codes(LocalSystem.ERROR);
    Map<String, Explanation> english = explanations(Language.EN);
    List<Row> rows = codes.stream().map(code -> row(code, explained(english, code))).toList();
    List<Translated> others =
        Arrays.stream(Language.values())
            .filter(language -> language != Language.EN)
            .map(language -> translated(language, codes))
            .toList();
    return List.of(
        new Page(
            Section.ERRORS.file(),
            "Errors",
            Section.ERRORS,
            "errors",
            Map.of("rows", rows, "heading", english.get(HEADING), "others", others)));
  }

  private static Translated translated(Language language, List<LocalCode> codes) {
    Map<String, Explanation> texts = explanations(language);
    return new Translated(
        language.tag(),
        texts.get(HEADING),
        codes.stream()
            .map(code -> new ExplainedCode(code.code(), explained(texts, code)))
            .toList());
  }

  private static Map<String, Explanation> explanations(Language language) {
    Map<String, Explanation> explanations = new HashMap<>();
    Texts.byFirstColumn("errors_%s.tsv".formatted(language.tag()))
        .forEach((code, row) -> explanations.put(code, Explanation.of(row)));
    return explanations;
  }

  private static Explanation explained(Map<String, Explanation> texts, LocalCode code) {
    Explanation explanation = texts.get(code.code());
    if (explanation == null) {
      throw new IllegalStateException("Not explained: " + code.code());
    }
    return explanation;
  }

  private static Row row(LocalCode code, Explanation explanation) {
    return new Row(code.code(), statuses(code.code()), Words.of(code.displays()), explanation);
  }

  private static List<Integer> statuses(String code) {
    return Arrays.stream(ErrorCode.values())
        .filter(error -> error.code().equals(code))
        .map(ErrorCode::status)
        .distinct()
        .toList();
  }
}
