/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.referral.Offer;
import eu.amelie.server.audit.AuditEntry;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.directory.DirectoryFiles.Placed;
import eu.amelie.server.directory.ImportReport.Line;
import eu.amelie.server.directory.ImportReport.Outcome;
import eu.amelie.server.directory.ImportReport.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings entries of files into the directory.
 *
 * <p>Guaranteed: all or nothing, with an audit record in the same transaction; every entry obeys
 * {@link EntryRules}, held against the directory as it will be; what is there already as it is in
 * the files makes no new version; what is not in the files stays; what an organisation itself has
 * said since stays, unless it is to be replaced, and its capacity in any case. Servers that run
 * beside it show the entries from its commit on: they keep nothing of the directory in memory.
 */
@Component
public class DirectoryImport {
  static final String DEED = "operation directory-import";

  /** Settings that name an organisation. */
  private static final Map<String, String> NAMING =
      Map.of(
          "amelie.emergency.auditor", "AMELIE_EMERGENCY_AUDITOR",
          "amelie.statistics.office", "AMELIE_STATISTICS_OFFICE");

  /**
   * A file.
   *
   * @param name as the report calls it
   */
  public record Source(String name, byte[] content) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * @param store false: says what would become of the files and stores nothing
   * @param replace whether the files win over what organisations have said since
   */
  public record Manner(boolean store, boolean replace) {}

  private final StoredDirectory stored;
  private final EntryRules rules;
  private final EntryLocks locks;
  private final OwnWords ownWords;
  private final RecordStore records;
  private final AuditTrail trail;
  private final FhirContext context;
  private final Environment environment;
  private final TransactionTemplate transaction;

  DirectoryImport(
      StoredDirectory stored,
      EntryRules rules,
      EntryLocks locks,
      OwnWords ownWords,
      RecordStore records,
      AuditTrail trail,
      FhirContext context,
      Environment environment,
      PlatformTransactionManager transactions) {
    this.stored = stored;
    this.rules = rules;
    this.locks = locks;
    this.ownWords = ownWords;
    this.records = records;
    this.trail = trail;
    this.context = context;
    this.environment = environment;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Call outside a transaction. */
  public ImportReport run(List<Source> sources, Manner manner) {
    DirectoryFiles files = new DirectoryFiles(context);
    sources.forEach(source -> files.add(source.name(), source.content()));
    if (!files.problems().isEmpty()) {
      return ImportReport.of(files.problems());
    }
    files.resolve();
    return transaction.execute(status -> imported(files.entries(), manner));
  }

  private ImportReport imported(List<Placed> entries, Manner manner) {
    if (manner.store()) {
      locks.takeWhole();
    }
    entries.forEach(this::keepCapacity);
    DirectoryState all = planned(entries);
    List<Placed> kept = entries.stream().filter(entry -> isKept(entry, all, manner)).toList();
    List<Placed> wanted = entries.stream().filter(entry -> !kept.contains(entry)).toList();
    DirectoryState after = planned(wanted);
    List<Problem> problems = new ArrayList<>();
    // What is there as it is stays, whatever somebody has said of something else since.
    wanted.stream()
        .filter(entry -> outcome(entry, after) != Outcome.UNCHANGED)
        .forEach(entry -> addProblems(entry, after, problems));
    if (!problems.isEmpty()) {
      return ImportReport.of(problems);
    }
    List<Line> lines = new ArrayList<>();
    List<Resource> fresh = new ArrayList<>();
    List<Resource> changed = new ArrayList<>();
    for (Placed entry : entries) {
      Outcome outcome = kept.contains(entry) ? Outcome.KEPT : outcome(entry, after);
      lines.add(new Line(outcome, entry.key()));
      if (outcome == Outcome.CREATED) {
        fresh.add(rules.kept(entry.entry(), after));
      } else if (outcome == Outcome.UPDATED) {
        changed.add(rules.kept(entry.entry(), after));
      }
    }
    if (manner.store()) {
      records.writeEntries(fresh, changed);
      putOnRecord(lines);
    }
    return new ImportReport(lines, List.of(), notes(after));
  }

  private PlannedDirectory planned(List<Placed> entries) {
    return new PlannedDirectory(stored, entries.stream().map(Placed::entry).toList());
  }

  private Optional<Resource> before(Placed entry) {
    return stored.find(entry.entry().fhirType(), entry.entry().getIdElement().getIdPart());
  }

  /** Whether there is a place is said by the service, from day to day. */
  private void keepCapacity(Placed entry) {
    if (entry.entry() instanceof HealthcareService service
        && before(entry).orElse(null) instanceof HealthcareService there) {
      List<Extension> said = there.getExtensionsByUrl(Offer.CAPACITY);
      if (!said.isEmpty()) {
        service.getExtension().removeIf(extension -> Offer.CAPACITY.equals(extension.getUrl()));
        said.forEach(extension -> service.addExtension(extension.copy()));
      }
    }
  }

  private boolean isKept(Placed entry, DirectoryState all, Manner manner) {
    String keeper =
        before(entry).map(EntryKeeper::of).map(IdType::new).map(IdType::getIdPart).orElse(null);
    return !manner.replace()
        && keeper != null
        && outcome(entry, all) == Outcome.UPDATED
        && ownWords.areLast(entry.key(), keeper);
  }

  private Outcome outcome(Placed entry, DirectoryState after) {
    Optional<Resource> there = before(entry);
    if (there.isEmpty()) {
      return Outcome.CREATED;
    }
    return rules.sameSaid(there.get(), rules.kept(entry.entry(), after))
        ? Outcome.UNCHANGED
        : Outcome.UPDATED;
  }

  private void addProblems(Placed entry, DirectoryState after, List<Problem> problems) {
    Map<String, List<String>> nowhere = EntryRules.leadingNowhere(entry.entry(), after);
    nowhere.forEach(
        (element, references) ->
            problems.add(
                new Problem(
                    entry.place(),
                    element,
                    "The directory and the files have no "
                        + String.join(" and no ", references)
                        + ". Add it, or leave the reference out.")));
    before(entry).ifPresent(there -> addKeepersProblems(entry, there, problems));
    rules.issues(entry.entry(), stored, after).stream()
        .filter(issue -> issue.expression() == null || !nowhere.containsKey(issue.expression()))
        .forEach(
            issue ->
                problems.add(
                    new Problem(
                        entry.place(),
                        Optional.ofNullable(issue.expression()).orElse(""),
                        issue.message())));
  }

  /** What is its keeper's alone to say, whoever's word was the last. */
  private void addKeepersProblems(Placed entry, Resource there, List<Problem> problems) {
    String keeper = EntryKeeper.of(there);
    if (!keeper.equals(EntryKeeper.of(entry.entry()))) {
      problems.add(
          new Problem(
              entry.place(),
              EntryKeeper.element(entry.entry().fhirType()),
              "An entry stays with its organisation. Give the other one an entry of its own."));
    }
    if (there instanceof Location closed
        && entry.entry() instanceof Location open
        && !ConfidentialPlaces.isConfidential(open)
        && isClosedByItsKeeper(closed, new IdType(keeper).getIdPart())) {
      problems.add(
          new Problem(
              entry.place(),
              "Location.extension",
              "Its organisation has said since that this place is confidential, and alone says that"
                  + " it is not any longer."));
    }
  }

  /** By its own mark, or by that of what it is part of. */
  private boolean isClosedByItsKeeper(Location place, String keeper) {
    Optional<Location> one = Optional.of(place);
    for (int i = 0; i < DirectoryState.DEEPEST && one.isPresent(); i++) {
      Location above = one.get();
      if (ConfidentialPlaces.isConfidential(above)
          && ownWords.areLast(PlannedDirectory.key(above), keeper)) {
        return true;
      }
      one =
          stored
              .find(new IdType(above.getPartOf().getReference()))
              .filter(Location.class::isInstance)
              .map(Location.class::cast);
    }
    return false;
  }

  private void putOnRecord(List<Line> lines) {
    List<String> written =
        lines.stream()
            .filter(line -> line.outcome() == Outcome.CREATED || line.outcome() == Outcome.UPDATED)
            .map(line -> "wrote " + line.entry())
            .toList();
    if (!written.isEmpty()) {
      trail.within(
          new AuditEntry(
              UUID.randomUUID().toString(),
              Optional.empty(),
              "write",
              DEED,
              Reply.OK,
              "permit",
              written));
    }
  }

  private List<String> notes(DirectoryState after) {
    List<String> notes = new ArrayList<>();
    NAMING.forEach(
        (property, setting) -> {
          String named = environment.getProperty(property, "");
          if (!named.isBlank() && after.find("Organization", named).isEmpty()) {
            notes.add(
                "%s names Organization/%s, which the directory does not have."
                    .formatted(setting, named));
          }
        });
    return notes;
  }
}
