/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights.command;

import eu.amelie.interceptors.rights.FileCode;
import eu.amelie.server.database.OwnerOnly;
import eu.amelie.server.paper.Paper;
import eu.amelie.server.paper.PaperTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prints sheets with a code each, to be closed in envelopes that bear the number outside, and the
 * list of numbers and keys, which is for whoever hands the envelopes out.
 */
@Command(
    name = "codes",
    description = {
      "Writes codes.pdf, one sheet for each envelope, and keys.csv, the list for those who hand",
      "the envelopes out. Delete codes.pdf once it is printed."
    },
    mixinStandardHelpOptions = true)
final class PrintCodes implements Callable<Integer> {
  private static final String TEMPLATE = "eu/amelie/server/rights/cards.html";
  private static final String WORDS = "eu.amelie.server.rights.rights";
  private static final int MOST = 500;

  @Spec private CommandSpec spec;

  @Option(names = "--count", required = true, description = "How many, at most 500.")
  private int count;

  @Option(names = "--first", defaultValue = "1", description = "The first number.")
  private int first;

  @Option(names = "--language", defaultValue = "en", description = "en, el, it, de, nl or fr.")
  private String language;

  @Option(names = "--out", required = true, description = "The folder to write to.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    PaperTexts texts = PaperTexts.in(WORDS, language).orElse(null);
    Path sheets = folder.resolve("codes.pdf");
    Path list = folder.resolve("keys.csv");
    if (texts == null || count < 1 || count > MOST || Files.exists(sheets) || Files.exists(list)) {
      spec.commandLine()
          .getErr()
          .println("Not done: a language without words, a count out of range, or files are there.");
      return ExitCode.SOFTWARE;
    }
    SecureRandom random = new SecureRandom();
    List<Map<String, Object>> cards = new ArrayList<>();
    StringBuilder keys = new StringBuilder("number,key\n");
    for (int number = first; number < first + count; number++) {
      FileCode code = FileCode.random(random);
      cards.add(Map.of("number", number, "code", code.exposedText()));
      keys.append(number).append(',').append(code.key().text()).append('\n');
    }
    Paper paper = Paper.alone();
    String html =
        paper.html(
            TEMPLATE,
            Map.of(
                "lang", texts.language(),
                "title", texts.of("card.title"),
                "purpose", texts.of("card.for"),
                "care", texts.of("card.care"),
                "cards", cards));
    Files.createDirectories(folder);
    Files.write(OwnerOnly.file(sheets), paper.pdf(html));
    Files.writeString(OwnerOnly.file(list), keys);
    spec.commandLine().getOut().println("Wrote codes.pdf and keys.csv.");
    return ExitCode.OK;
  }
}
