/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.StringType;

/**
 * What contracts are called and what they are for, in English, with FHIR's extension {@code
 * translation} for the other languages of the table.
 */
final class ContractWords {
  private static final String TABLE = "contract-words.tsv";
  private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";
  private static final String ENGLISH = "en";
  private static final int ABOUT = 2;
  private static final String DISPLAY = "display_";

  private static final Map<String, Map<String, String>> TEXTS = read();

  private ContractWords() {}

  /**
   * @throws IllegalStateException where the table has none
   */
  static StringType title(String contract) {
    return said(new StringType(), contract, "title");
  }

  /**
   * @throws IllegalStateException where the table has none
   */
  static MarkdownType description(String contract) {
    return said(new MarkdownType(), contract, "description");
  }

  private static <T extends StringType> T said(T text, String contract, String element) {
    Map<String, String> words = TEXTS.get(key(contract, element));
    if (words == null) {
      throw new IllegalStateException("No words for the contract " + contract);
    }
    text.setValue(words.get(ENGLISH));
    words.forEach(
        (language, content) -> {
          if (!language.equals(ENGLISH)) {
            text.addExtension(translation(language, content));
          }
        });
    return text;
  }

  private static Extension translation(String language, String content) {
    Extension extension = new Extension(TRANSLATION);
    extension.addExtension("lang", new CodeType(language));
    extension.addExtension("content", new StringType(content));
    return extension;
  }

  private static String key(String contract, String element) {
    return contract + " " + element;
  }

  private static Map<String, Map<String, String>> read() {
    try (InputStream in = ContractWords.class.getResourceAsStream(TABLE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String[]> lines = reader.lines().map(line -> line.split("\t", -1)).toList();
      String[] columns = lines.get(0);
      Map<String, Map<String, String>> texts = new LinkedHashMap<>();
      for (String[] cells : lines.subList(1, lines.size())) {
        if (cells.length != columns.length) {
          throw new IllegalStateException(TABLE + ": a row of another width.");
        }
        texts.put(key(cells[0], cells[1]), byLanguage(columns, cells));
      }
      return Map.copyOf(texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the order of the table. */
  private static Map<String, String> byLanguage(String[] columns, String[] cells) {
    Map<String, String> words = new LinkedHashMap<>();
    for (int i = ABOUT; i < cells.length; i++) {
      words.put(columns[i].substring(DISPLAY.length()), cells[i]);
    }
    return Collections.unmodifiableMap(words);
  }
}
