/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights.command;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.rights.FileCode;
import eu.amelie.interceptors.rights.FileKey;
import eu.amelie.interceptors.rights.SealedFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes on paper, and what they open. */
class SealedFileCommandTest {
  private static final Pattern CODE = Pattern.compile("(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}");

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return SealedFileCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private int open(String code, Path file, Path to) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream((code + "\n").getBytes(StandardCharsets.UTF_8)));
    try {
      return run("sealed-file", "open", file.toString(), "--out", to.toString());
    } finally {
      System.setIn(before);
    }
  }

  private List<String> printed(String language) throws IOException {
    assertThat(
            run(
                "sealed-file",
                "codes",
                "--count",
                "3",
                "--first",
                "17",
                "--language",
                language,
                "--out",
                folder.toString()))
        .as(err.toString())
        .isZero();
    try (PDDocument sheets = Loader.loadPDF(folder.resolve("codes.pdf").toFile())) {
      assertThat(sheets.getNumberOfPages()).isEqualTo(3);
      Matcher code = CODE.matcher(new PDFTextStripper().getText(sheets));
      List<String> codes = new ArrayList<>();
      while (code.find()) {
        codes.add(code.group());
      }
      return codes;
    }
  }

  private static byte[] packed(String name, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void aPrintedCodeOpensWhatWasSealedToItsKeyAndNoOtherDoes() throws IOException {
    List<String> codes = printed("el");
    List<String> keys = Files.readAllLines(folder.resolve("keys.csv"));
    assertThat(codes).hasSize(3);
    assertThat(keys).hasSize(4).first().isEqualTo("number,key");
    assertThat(keys.get(2)).startsWith("18,");
    assertThat(String.join("\n", keys)).doesNotContain(codes.get(1));
    Path file =
        Files.write(
            folder.resolve("file"),
            SealedFile.seal(
                    FileKey.of(keys.get(2).substring(3)).orElseThrow(), packed("a.txt", "hers"))
                .orElseThrow());

    assertThat(open(codes.get(0), file, folder.resolve("not"))).isEqualTo(1);
    assertThat(folder.resolve("not")).doesNotExist();
    assertThat(open(codes.get(1), file, folder.resolve("opened"))).isZero();
    assertThat(folder.resolve("opened").resolve("a.txt")).hasContent("hers");
    assertThat(out.toString() + err).doesNotContain(codes.get(0), codes.get(1));
  }

  @Test
  void codesThatStandThereAreNotReplaced() throws IOException {
    List<String> codes = printed("en");

    assertThat(run("sealed-file", "codes", "--count", "3", "--out", folder.toString()))
        .isEqualTo(1);
    assertThat(codes).allMatch(code -> FileCode.of(code).isPresent());
  }

  @Test
  void whoSealedAFileCannotMakeItWriteElsewhere() throws IOException {
    FileCode code = FileCode.random(new java.security.SecureRandom());
    Path file =
        Files.write(
            folder.resolve("file"),
            SealedFile.seal(code.key(), packed("../outside.txt", "elsewhere")).orElseThrow());

    assertThat(open(code.exposedText(), file, folder.resolve("opened"))).isZero();
    assertThat(folder.resolve("outside.txt")).doesNotExist();
    assertThat(folder.resolve("opened").resolve("outside.txt")).exists();
  }

  @Test
  void whatIsNotUnderstoodIsNotQuoted() {
    assertThat(run("sealed-file", "open", "--code", "0000-1111")).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("0000-1111");
  }
}
