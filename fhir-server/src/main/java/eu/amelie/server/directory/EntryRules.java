/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.amelie.interceptors.disclosure.ExchangeException.Issue;
import eu.amelie.profiles.ProfileValidator;
import eu.amelie.server.cases.ElementWalk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.OrganizationAffiliation;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * What an entry has to be like to stand in the directory, whoever writes it: a service its own, or
 * the operator a whole file.
 *
 * <p>Guaranteed: an entry fits its profile and has no extensions beside it; all its references lead
 * to entries; it points to no place or technical address of another organisation; of a confidential
 * place it says nothing that must not be known; a place that is confidential stays so until it is
 * said that it is not. Words of these rules hold no value of an entry. Not guaranteed: who writes.
 */
@Component
class EntryRules {
  /** So many that all can be looked through when one is shown. */
  static final int MOST_OF_A_TYPE = 200;

  private static final String OF_A_SERVICE =
      "Of a service at a confidential place this is not told: it is said in codes and by its name"
          + " alone.";
  private static final String OF_A_PLACE =
      "Of a confidential place only what it is called, whose it is, whether it is open and its"
          + " country, by its code of two letters, are told.";

  private final ProfileValidator validator;
  private final EntryTrees trees;
  private final ConfidentialServices services;
  private final TechnicalAddresses addresses;

  EntryRules(ProfileValidator validator, FhirContext context) {
    this.validator = validator;
    this.trees = new EntryTrees(context);
    this.services = new ConfidentialServices(context, validator.knownCodes());
    this.addresses = new TechnicalAddresses(validator.knownCodes());
  }

  /** The extensions that an entry of a type may have, by its profile. */
  static Set<String> extensionsOf(String type) {
    return switch (type) {
      case "HealthcareService" -> ServiceEntryShape.EXTENSIONS;
      case "Location" -> Set.of(ConfidentialPlaces.CONFIDENTIAL);
      default -> Set.of();
    };
  }

  /**
   * Whether a service works at a place that must not be known. One that names no place does where
   * its organisation keeps such a place: it may only have left it out.
   */
  static boolean isConfidential(HealthcareService service, DirectoryState state) {
    return service.hasLocation()
        ? service.getLocation().stream()
            .anyMatch(place -> state.isConfidential(place.getReference()))
        : state.keepsAPlaceConfidential(EntryKeeper.of(service));
  }

  /**
   * What is wrong with an entry; empty where nothing is.
   *
   * @param before the directory without the entry
   * @param after the directory as it would be with it
   */
  List<Issue> issues(Resource entry, DirectoryState before, DirectoryState after) {
    List<Issue> issues = new ArrayList<>();
    validator
        .validate(entry)
        .forEach(finding -> issues.add(new Issue(finding.expression(), finding.message())));
    addShape((DomainResource) entry, issues);
    Set<String> nowhere = leadingNowhere(entry, after).keySet();
    nowhere.forEach(
        element ->
            issues.add(
                new Issue(
                    element, "A reference names an entry that the directory does not have.")));
    if (!nowhere.isEmpty() || !namesItsOrganisation(entry, issues)) {
      return issues;
    }
    if (entry instanceof HealthcareService service) {
      addOwn(service, "location", service.getLocation(), after, issues);
      addOwn(service, "endpoint", service.getEndpoint(), after, issues);
      addArea(service, after, issues);
      if (isConfidential(service, after)) {
        add(services.untold(service), OF_A_SERVICE, issues);
      }
    } else if (entry instanceof Location place) {
      addOfPlace(place, before, after, issues);
    } else if (entry instanceof Endpoint address) {
      addOfAddress(address, after, issues);
    } else if (entry instanceof Organization organization) {
      addOfOrganization(organization, after, issues);
    }
    addNumber(entry, before, after, issues);
    return issues;
  }

  /** By element: references that lead to no entry. */
  static Map<String, List<String>> leadingNowhere(Resource entry, DirectoryState after) {
    Map<String, List<String>> found = new TreeMap<>();
    for (Property property : entry.children()) {
      for (Base value : property.getValues()) {
        List<String> nowhere =
            ElementWalk.references(value).stream()
                .map(Reference::getReference)
                .filter(reference -> after.find(new IdType(reference)).isEmpty())
                .toList();
        if (!nowhere.isEmpty()) {
          found
              .computeIfAbsent(entry.fhirType() + "." + property.getName(), e -> new ArrayList<>())
              .addAll(nowhere);
        }
      }
    }
    return found;
  }

  /** The form in which an entry that breaks no rule is stored. */
  Resource kept(Resource entry, DirectoryState after) {
    Resource kept = entry;
    if (entry instanceof Location place && ConfidentialPlaces.isConfidential(place)) {
      kept = ConfidentialPlaces.reduced(place);
    } else if (entry instanceof HealthcareService service && isConfidential(service, after)) {
      kept = services.told(service);
    }
    kept.setId(new IdType(entry.fhirType(), entry.getIdElement().getIdPart()));
    return kept;
  }

  /** Whether two entries say the same, in whatever order of their extensions. */
  boolean sameSaid(Resource one, Resource other) {
    return inOrder(trees.said(one)).equals(inOrder(trees.said(other)));
  }

  private static ObjectNode inOrder(ObjectNode said) {
    if (said.get("extension") instanceof ArrayNode extensions) {
      List<JsonNode> sorted = new ArrayList<>();
      extensions.forEach(sorted::add);
      sorted.sort(Comparator.comparing(JsonNode::toString));
      extensions.removeAll().addAll(sorted);
    }
    return said;
  }

  /** By its id: an identifier leads nobody anywhere. */
  private static boolean namesItsOrganisation(Resource entry, List<Issue> issues) {
    if (entry instanceof OrganizationAffiliation affiliation) {
      boolean both =
          affiliation.getOrganization().hasReference()
              && affiliation.getParticipatingOrganization().hasReference();
      if (!both) {
        issues.add(new Issue("OrganizationAffiliation", "Both organisations are named by id."));
      }
      return both;
    }
    boolean named = EntryKeeper.of(entry).startsWith("Organization/");
    if (!named) {
      issues.add(
          new Issue(
              EntryKeeper.element(entry.fhirType()), "An entry names its organisation by id."));
    }
    return named;
  }

  private void addShape(DomainResource entry, List<Issue> issues) {
    String type = entry.fhirType();
    if (entry.hasContained() || entry instanceof HealthcareService service && service.hasPhoto()) {
      issues.add(new Issue(type, "An entry holds no other resources and no pictures."));
    }
    Set<String> parts =
        entry instanceof HealthcareService ? ServiceEntryShape.PARTS : Set.<String>of();
    add(
        trees.extendedBeyond(entry, extensionsOf(type), parts),
        "An entry has no extensions but those of its profile.",
        issues);
  }

  private void addOfPlace(
      Location place, DirectoryState before, DirectoryState after, List<Issue> issues) {
    addOwn(place, "endpoint", place.getEndpoint(), after, issues);
    addOwn(place, "partOf", List.of(place.getPartOf()), after, issues);
    if (ConfidentialPlaces.isConfidential(place)) {
      add(trees.untold(place, trees.said(ConfidentialPlaces.reduced(place))), OF_A_PLACE, issues);
      return;
    }
    if (place.hasPartOf() && after.isConfidential(place.getPartOf().getReference())) {
      issues.add(
          new Issue("Location.partOf", "A place that is known is no part of a confidential one."));
    }
    boolean was =
        before
            .find("Location", place.getIdElement().getIdPart())
            .map(Location.class::cast)
            .filter(before::isConfidential)
            .isPresent();
    if (was && !ConfidentialPlaces.isSaidToBeOpen(place)) {
      issues.add(
          new Issue(
              "Location.extension",
              "A confidential place stays so until it is said that it is not: by its mark with the"
                  + " value false."));
    }
  }

  /** Whom a service takes in would say where that place is. */
  private static void addArea(HealthcareService service, DirectoryState after, List<Issue> issues) {
    boolean known =
        service.getCoverageArea().stream()
            .filter(Reference::hasReference)
            .noneMatch(area -> after.isConfidential(area.getReference()));
    if (!known) {
      issues.add(
          new Issue(
              "HealthcareService.coverageArea", "The area of a service is no confidential place."));
    }
  }

  private void addOfAddress(Endpoint address, DirectoryState after, List<Issue> issues) {
    if (address.hasAddress() && !TechnicalAddresses.isFit(address.getAddress())) {
      issues.add(
          new Issue(
              "Endpoint.address",
              "A technical address is an https address with a public name and a plain path: no"
                  + " user, no number, no query and no fragment."));
    }
    boolean confidential = after.keepsAPlaceConfidential(EntryKeeper.of(address));
    ObjectNode told = trees.said(addresses.told(address, confidential));
    Set<String> untold = trees.untold(address, told);
    untold.remove("Endpoint.address");
    add(untold, "Of a technical address this is not told: it is said in codes.", issues);
  }

  private void addOfOrganization(
      Organization organization, DirectoryState after, List<Issue> issues) {
    addOwn(organization, "endpoint", organization.getEndpoint(), after, issues);
    if (organization.getContact().stream().anyMatch(contact -> contact.hasName())) {
      issues.add(
          new Issue("Organization.contact.name", "The directory names functions and no persons."));
    }
    if (ConfidentialPlaces.tellsMore(organization)
        && after.keepsAPlaceConfidential(EntryKeeper.of(organization))) {
      issues.add(
          new Issue(
              "Organization.address",
              "Of an organisation that keeps a place confidential only the country is told."));
    }
  }

  /** What an entry of an organisation points to is that organisation's own. */
  private static void addOwn(
      Resource entry,
      String element,
      List<Reference> references,
      DirectoryState after,
      List<Issue> issues) {
    String keeper = EntryKeeper.of(entry);
    boolean own =
        references.stream()
            .filter(Reference::hasReference)
            .map(reference -> after.find(new IdType(reference.getReference())).orElseThrow())
            .allMatch(target -> EntryKeeper.of(target).equals(keeper));
    boolean named = references.stream().allMatch(r -> r.isEmpty() || r.hasReference());
    if (!own || !named) {
      issues.add(
          new Issue(
              entry.fhirType() + "." + element,
              "An entry points to places and technical addresses of its own organisation."));
    }
  }

  private static void addNumber(
      Resource entry, DirectoryState before, DirectoryState after, List<Issue> issues) {
    if (entry instanceof Organization
        || before.find(entry.fhirType(), entry.getIdElement().getIdPart()).isPresent()) {
      return;
    }
    String keeper = new IdType(EntryKeeper.of(entry)).getIdPart();
    if (keeper != null && after.keptBy(entry.fhirType(), keeper).size() > MOST_OF_A_TYPE) {
      issues.add(
          new Issue(
              entry.fhirType(),
              "An organisation has at most " + MOST_OF_A_TYPE + " entries of a type."));
    }
  }

  private static void add(Set<String> elements, String words, List<Issue> issues) {
    Set<String> said = issues.stream().map(Issue::expression).collect(Collectors.toSet());
    elements.stream()
        .filter(element -> !said.contains(element))
        .forEach(element -> issues.add(new Issue(element, words)));
  }
}
