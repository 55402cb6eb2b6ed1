/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.server.answer.ErrorTexts;
import eu.amelie.server.answer.ErrorTexts.Explanation;
import eu.amelie.terminology.Language;
import eu.amelie.terminology.LocalCode;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Every refusal, in six languages: what it means, where it comes from, what to do. */
final class ErrorPages {
  /** One code of {@code sc-error}. */
  record Row(
      String code, List<Integer> statuses, List<Words.Word> words, Explanation explanation) {}

  /**
   * The whole table in one language.
   *
   * @param heading what the columns are called
   */
  record Translated(String lang, Explanation heading, List<ExplainedCode> rows) {}

  record ExplainedCode(String code, Explanation explanation) {}

  private ErrorPages() {}

  static List<Page> all(TerminologyCatalog terminology) {
    List<LocalCode> codes = terminology.codes(LocalSystem.ERROR);
    ErrorTexts english = ErrorTexts.in(Language.EN);
    List<Row> rows = codes.stream().map(code -> row(code, english.of(code.code()))).toList();
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
            Map.of("rows", rows, "heading", english.heading(), "others", others)));
  }

  private static Translated translated(Language language, List<LocalCode> codes) {
    ErrorTexts texts = ErrorTexts.in(language);
    return new Translated(
        language.tag(),
        texts.heading(),
        codes.stream().map(code -> new ExplainedCode(code.code(), texts.of(code.code()))).toList());
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
