/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import eu.amelie.server.directory.Directory;
import eu.amelie.server.rights.Sheet.Entry;
import eu.amelie.server.rights.Sheet.Section;
import eu.amelie.terminology.TerminologyCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.PatientCommunicationComponent;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** What is kept about a person, as a sheet for her. */
@Component
class OwnSheet {
  private final Directory directory;
  private final TerminologyCatalog catalog = TerminologyCatalog.load();

  OwnSheet(Directory directory) {
    this.directory = directory;
  }

  /** What one keeper has noted. */
  Sheet ofOne(List<Resource> items, RightsTexts texts, boolean named, Instant now) {
    return new Sheet(
        texts.of("my-data.title"),
        List.of(texts.of("my-data.intro"), texts.of("my-data.only")),
        sections(items, texts, named, now),
        texts.of("nothing"),
        List.of(texts.of("machines"), texts.of("rights")));
  }

  /**
   * What all have noted.
   *
   * @param byKeeper items by the id of the organisation that keeps them
   */
  Sheet ofAll(Map<String, List<Resource>> byKeeper, RightsTexts texts, Instant now) {
    List<Section> sections = new ArrayList<>();
    byKeeper.forEach(
        (keeper, items) ->
            sections(items, texts, true, now).stream()
                .map(
                    part ->
                        new Section(
                            keeperName(keeper, texts) + ": " + part.title(), part.entries()))
                .forEach(sections::add));
    return new Sheet(
        texts.of("complete.title"),
        List.of(texts.of("complete.intro")),
        sections,
        texts.of("nothing"),
        List.of(texts.of("machines"), texts.of("rights")));
  }

  private String keeperName(String keeper, RightsTexts texts) {
    return directory.exists("Organization", keeper)
        ? directory.nameOf(keeper)
        : texts.of("keeper.exchange");
  }

  private List<Section> sections(
      List<Resource> items, RightsTexts texts, boolean named, Instant now) {
    PlainItems plain =
        new PlainItems(
            catalog, texts, named ? Optional.of(directory::nameOf) : Optional.empty(), now);
    Map<Kind, List<Entry>> byKind = new EnumMap<>(Kind.class);
    for (Resource item : items) {
      byKind
          .computeIfAbsent(Kind.of(item.fhirType()), ignored -> new ArrayList<>())
          .add(new Entry(Optional.empty(), plain.of(item), List.of(item)));
    }
    return byKind.entrySet().stream()
        .map(kind -> new Section(texts.of(kind.getKey().key()), kind.getValue()))
        .toList();
  }

  /** The language that she reads best, as far as it is noted; a BCP 47 tag. */
  static Optional<String> languageOf(List<Resource> items) {
    Stream<String> spoken =
        items.stream()
            .filter(Patient.class::isInstance)
            .flatMap(patient -> ((Patient) patient).getCommunication().stream())
            .sorted((one, other) -> Boolean.compare(other.getPreferred(), one.getPreferred()))
            .map(PatientCommunicationComponent::getLanguage)
            .map(language -> language.getCodingFirstRep().getCode());
    Stream<String> read =
        items.stream().filter(Consent.class::isInstance).map(Resource::getLanguage);
    return Stream.concat(spoken, read)
        .filter(tag -> tag != null && RightsTexts.has(tag))
        .findFirst();
  }
}
