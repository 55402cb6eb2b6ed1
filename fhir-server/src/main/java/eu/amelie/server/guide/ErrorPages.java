/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.terminology.LocalCode;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Every refusal: what it means, where it comes from, what to do. */
final class ErrorPages {
  /** One code of {@code sc-error}. */
  record Row(
      String code,
      List<Integer> statuses,
      List<Words.Word> words,
      String what,
      String where,
      String remedy) {}

  private ErrorPages() {}

  static List<Page> all(TerminologyCatalog terminology) {
    Map<String, Map<String, String>> texts = Texts.byFirstColumn("errors.tsv");
    List<Row> rows =
        terminology.codes(LocalSystem.ERROR).stream()
            .map(code -> row(code, texts.get(code.code())))
            .toList();
    return List.of(
        new Page(Section.ERRORS.file(), "Errors", Section.ERRORS, "errors", Map.of("rows", rows)));
  }

  private static Row row(LocalCode code, Map<String, String> text) {
    if (text == null) {
      throw new IllegalStateException("Not explained: " + code.code());
    }
    return new Row(
        code.code(),
        statuses(code.code()),
        Words.of(code.displays()),
        text.get("what"),
        text.get("where"),
        text.get("remedy"));
  }

  private static List<Integer> statuses(String code) {
    return Arrays.stream(ErrorCode.values())
        .filter(error -> error.code().equals(code))
        .map(ErrorCode::status)
        .distinct()
        .toList();
  }
}
