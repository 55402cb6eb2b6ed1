/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.rights.Disclosure;
import eu.amelie.interceptors.rights.FileKey;
import eu.amelie.interceptors.rights.SealedFile;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.cases.WholeRecord;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Everything about a person across all who keep something, and everybody who saw any of it, sealed.
 *
 * <p>Guaranteed: what leaves here can be opened with the code alone that belongs to the key, which
 * this server has never had; a key serves once. Not guaranteed: that who asks for it asks for her.
 */
@Component
class CompleteFile {
  /** With room for its length in a padded file of 64 MiB. */
  private static final int LARGEST = 64 * 1024 * 1024 - Integer.BYTES;

  private static final String BASE = "https://fhir.example.org/supportive-care/file";

  private final WholeRecord record;
  private final AccessRows accesses;
  private final OwnSheet ownSheet;
  private final AccessSheet accessSheet;
  private final SheetPage page;
  private final IssuedKeys issued;
  private final UsedKeys used;
  private final CaseFacts facts;
  private final IdDoor door;
  private final FhirContext context;

  CompleteFile(
      WholeRecord record,
      AccessRows accesses,
      OwnSheet ownSheet,
      AccessSheet accessSheet,
      SheetPage page,
      IssuedKeys issued,
      UsedKeys used,
      CaseFacts facts,
      IdDoor door,
      FhirContext context) {
    this.record = record;
    this.accesses = accesses;
    this.ownSheet = ownSheet;
    this.accessSheet = accessSheet;
    this.page = page;
    this.issued = issued;
    this.used = used;
    this.facts = facts;
    this.door = door;
    this.context = context;
  }

  /**
   * Call in a transaction, under the person's lock.
   *
   * @throws ExchangeException where the key is none, was not issued, or served before; where the
   *     file would take more memory than one call may have
   */
  byte[] sealed(UUID person, String key, Optional<String> language) {
    FileKey to = FileKey.of(key).orElseThrow(() -> refused("The parameter sealTo is not a key."));
    if (!issued.has(to)) {
      throw refused("This key was not issued for persons.");
    }
    if (!used.use(to)) {
      throw refused("This key was used before. Each file needs a code of its own.");
    }
    byte[] content = content(person, language);
    if (content.length > LARGEST) {
      throw ExchangeException.at(
          ErrorCode.LIMIT_EXCEEDED,
          "Parameters.parameter",
          "Her file is larger than this server seals. Whoever runs it can export it otherwise.");
    }
    return SealedFile.seal(to, content)
        .orElseThrow(() -> refused("The parameter sealTo is not a key."));
  }

  private static ExchangeException refused(String words) {
    return ExchangeException.at(ErrorCode.PROFILE_VIOLATION, "Parameters.parameter", words);
  }

  private byte[] content(UUID person, Optional<String> language) {
    List<CaseItem> items = record.itemsOf(person);
    Map<String, List<Resource>> byKeeper = new LinkedHashMap<>();
    for (CaseItem item : items) {
      byKeeper
          .computeIfAbsent(item.custodian(), ignored -> new ArrayList<>())
          .add(record.show(item));
    }
    RightsTexts texts =
        RightsTexts.choose(
            language,
            OwnSheet.languageOf(byKeeper.values().stream().flatMap(List::stream).toList()));
    Set<UUID> about = items.stream().map(CaseItem::id).collect(Collectors.toSet());
    Instant now = facts.now();
    LocalDate today = facts.today();
    Sheet own = ownSheet.ofAll(byKeeper, texts, now);
    Sheet seen =
        accessSheet.of(
            Disclosure.of(accesses.to(about), about, organisation -> true),
            Optional.empty(),
            true,
            id -> door.outwardToFile(UUID.fromString(id)),
            texts);
    return packed(
        Map.of(
            "my-data.html", page.html(own, texts, today),
            "my-data.json", json(own, texts, now),
            "disclosures.html", page.html(seen, texts, today),
            "disclosures.json", json(seen, texts, now)),
        now);
  }

  private String json(Sheet sheet, RightsTexts texts, Instant now) {
    return context
        .newJsonParser()
        .encodeResourceToString(
            DataFile.of(
                sheet,
                texts.own().language(),
                BASE,
                new Reference().setDisplay("Supportive Care Exchange"),
                now));
  }

  private static byte[] packed(Map<String, String> files, Instant now) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTime(now.toEpochMilli());
        zip.putNextEntry(entry);
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
