/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.instruments;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.profiles.instruments.Instrument;
import eu.amelie.profiles.instruments.InstrumentReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.hl7.fhir.r4.model.Questionnaire;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The instruments in one directory, a file for each url and version.
 *
 * <p>Guaranteed: what is asked for never becomes part of a path, only its digest; a file is written
 * whole or not at all; a version that is there is not replaced by other content. Several servers
 * need the same directory, or a copy of it.
 */
@Component
public class InstrumentFiles {
  private final FhirContext context = FhirContext.forR4Cached();
  private final Path directory;

  @Autowired
  InstrumentFiles(@Value("${amelie.instruments.directory}") String directory) {
    this(Path.of(directory));
  }

  InstrumentFiles(Path directory) {
    this.directory = directory;
  }

  /** What came of an import. */
  enum Outcome {
    IMPORTED,
    THERE_ALREADY,
    OTHER_CONTENT
  }

  private record Kept(Questionnaire questionnaire, Instrument instrument) {}

  /**
   * By the canonical with its version; looked up each time, so that an import needs no restart.
   *
   * @throws ExchangeException unavailable, where a file is there and cannot be used
   */
  public Optional<Instrument> find(String canonical) {
    return kept(canonical).map(Kept::instrument);
  }

  /**
   * The same, as the questionnaire that responses are held against.
   *
   * @throws ExchangeException unavailable, where a file is there and cannot be used
   */
  public Optional<Questionnaire> questionnaire(String canonical) {
    return kept(canonical).map(Kept::questionnaire);
  }

  private Optional<Kept> kept(String canonical) {
    Path file = file(canonical);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Questionnaire questionnaire = parse(Files.readString(file));
      return Optional.of(
          InstrumentReader.read(questionnaire)
              .instrument()
              .filter(instrument -> instrument.canonical().equals(canonical))
              .map(instrument -> new Kept(questionnaire, instrument))
              .orElseThrow(() -> ExchangeException.of(ErrorCode.UNAVAILABLE)));
    } catch (IOException | DataFormatException e) {
      throw ExchangeException.of(ErrorCode.UNAVAILABLE);
    }
  }

  /**
   * @throws DataFormatException where it is no Questionnaire, read as strictly as the server reads
   */
  Questionnaire parse(String json) {
    IParser parser = context.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    return parser.parseResource(Questionnaire.class, json);
  }

  Outcome keep(Instrument instrument, Questionnaire questionnaire) throws IOException {
    String content = context.newJsonParser().encodeResourceToString(questionnaire);
    Path file = file(instrument.canonical());
    if (Files.exists(file)) {
      return Files.readString(file).equals(content) ? Outcome.THERE_ALREADY : Outcome.OTHER_CONTENT;
    }
    Files.createDirectories(directory);
    Path draft = Files.createTempFile(directory, "import", ".part");
    Files.writeString(draft, content);
    if (Files.getFileStore(draft).supportsFileAttributeView(PosixFileAttributeView.class)) {
      // It says nothing of anybody, and the server may run as somebody else.
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    return Outcome.IMPORTED;
  }

  private Path file(String canonical) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return directory.resolve(HexFormat.of().formatHex(digest) + ".json");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
