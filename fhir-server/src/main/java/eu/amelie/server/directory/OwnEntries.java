/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.ExchangeException.Issue;
import eu.amelie.profiles.ProfileValidator;
import eu.amelie.server.cases.ElementWalk;
import eu.amelie.server.cases.RecordStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A service's own entry and what may become of it. Guaranteed: nobody changes another's entry,
 * hands an entry to another organisation, or points it to a place or technical address that is not
 * its own; none says of a confidential place what must not be known of it; of two changes of one
 * version one is refused, on every node.
 */
@Component
class OwnEntries {
  private static final String TYPE = "HealthcareService";

  private final Directory directory;
  private final RecordStore records;
  private final ProfileValidator validator;
  private final JdbcClient jdbc;
  private final DirectoryEntries entries;
  private final ConfidentialServices confidential;

  OwnEntries(
      Directory directory,
      RecordStore records,
      ProfileValidator validator,
      JdbcClient jdbc,
      DirectoryEntries entries,
      FhirContext context) {
    this.entries = entries;
    this.confidential = new ConfidentialServices(context);
    this.directory = directory;
    this.records = records;
    this.validator = validator;
    this.jdbc = jdbc;
  }

  /**
   * The stored entry, locked until the end of the transaction.
   *
   * @throws ExchangeException not-found, also for an entry of another organisation
   */
  HealthcareService locked(Caller caller, String id) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:entry, 11))")
        .param("entry", TYPE + "/" + id)
        .query()
        .listOfRows();
    if (!directory.exists(TYPE, id)) {
      throw ExchangeException.notFound();
    }
    HealthcareService stored = (HealthcareService) records.entry(TYPE, id);
    if (!caller.reference().equals(stored.getProvidedBy().getReference())) {
      throw ExchangeException.notFound();
    }
    return stored;
  }

  /**
   * Takes the place of the stored one.
   *
   * @throws ExchangeException profile-violation
   */
  Resource replace(Caller caller, String id, HealthcareService changed) {
    HealthcareService entry = changed.copy();
    entry.setId(new IdType(TYPE, id));
    entry.setMeta(null);
    entry.setText(null);
    List<Issue> issues = new ArrayList<>();
    validator
        .validate(entry)
        .forEach(finding -> issues.add(new Issue(finding.expression(), finding.message())));
    if (!caller.reference().equals(entry.getProvidedBy().getReference())) {
      issues.add(
          new Issue("HealthcareService.providedBy", "An entry stays with its organisation."));
    }
    if (entry.hasContained() || entry.hasPhoto()) {
      issues.add(new Issue(TYPE, "An entry holds no other resources and no pictures."));
    }
    addReferences(caller, entry, issues);
    if (issues.isEmpty()) {
      addUntold(entry, issues);
    }
    if (!issues.isEmpty()) {
      throw ExchangeException.of(ErrorCode.PROFILE_VIOLATION, issues);
    }
    return records.replaceEntry(entries.isConfidential(entry) ? confidential.told(entry) : entry);
  }

  /** Refused and not dropped in silence: its sender is to learn that nobody would read it. */
  private void addUntold(HealthcareService entry, List<Issue> issues) {
    Set<String> extended = confidential.extendedBeyond(entry);
    extended.forEach(
        element ->
            issues.add(new Issue(element, "An entry has no extensions but those of its profile.")));
    if (entries.isConfidential(entry)) {
      confidential.untold(entry).stream()
          .filter(element -> !extended.contains(element))
          .forEach(
              element ->
                  issues.add(
                      new Issue(
                          element,
                          "Of a service at a confidential place this is not told: it is said in"
                              + " codes and by its name alone.")));
    }
  }

  private void addReferences(Caller caller, HealthcareService entry, List<Issue> issues) {
    boolean known =
        ElementWalk.references(entry).stream()
            .map(reference -> new IdType(reference.getReference()))
            .allMatch(
                target ->
                    target.hasIdPart()
                        && !target.isAbsolute()
                        && directory.exists(target.getResourceType(), target.getIdPart()));
    if (!known) {
      issues.add(new Issue(TYPE, "A reference names an entry that the directory does not have."));
      return;
    }
    if (!entry.getLocation().stream().allMatch(place -> isOwn(caller, place))) {
      issues.add(new Issue("HealthcareService.location", "A service works at places of its own."));
    }
    if (!entry.getEndpoint().stream().allMatch(address -> isOwn(caller, address))) {
      issues.add(
          new Issue("HealthcareService.endpoint", "A service is reached at addresses of its own."));
    }
  }

  private boolean isOwn(Caller caller, Reference entry) {
    IdType target = new IdType(entry.getReference());
    return keeper(target)
        .map(Reference::getReference)
        .filter(caller.reference()::equals)
        .isPresent();
  }

  /** Who keeps a place or a technical address that is there; nobody anything else. */
  private Optional<Reference> keeper(IdType target) {
    Resource entry =
        Set.of("Location", "Endpoint").contains(target.getResourceType())
            ? records.entry(target.getResourceType(), target.getIdPart())
            : null;
    if (entry instanceof Location place) {
      return Optional.of(place.getManagingOrganization());
    }
    return entry instanceof Endpoint address
        ? Optional.of(address.getManagingOrganization())
        : Optional.empty();
  }
}
