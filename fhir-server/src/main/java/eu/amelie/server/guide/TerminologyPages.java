/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import ca.uhn.fhir.parser.IParser;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.terminology.Displays;
import eu.amelie.terminology.LocalCode;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import eu.amelie.terminology.operations.ValueSetExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;

/** Code systems and value sets in all languages, and what their codes are elsewhere. */
final class TerminologyPages {
  /** One code with its wordings. */
  record Row(String code, List<Words.Word> words) {}

  record Wordings(String title, String intro, List<Row> rows) {}

  /** What codes of a system may say beside their name. */
  record PropertyRow(String code, String type, List<Words.Word> words) {}

  /** What one code becomes. */
  record Mapped(
      String code, String display, String equivalence, String target, String when, String note) {}

  record MappedGroup(String source, String target, List<Mapped> rows) {}

  private final ProfileCatalog catalog;
  private final TerminologyCatalog terminology;
  private final UsedCodes used;
  private final IParser parser;
  private final Map<String, ValueSetExample> examples;

  TerminologyPages(ProfileCatalog catalog, UsedCodes used, IParser parser) {
    this.catalog = catalog;
    this.terminology = catalog.terminology();
    this.used = used;
    this.parser = parser;
    this.examples =
        ValueSetExample.all(terminology).stream()
            .collect(Collectors.toMap(ValueSetExample::id, Function.identity()));
  }

  List<Page> all() {
    List<CodeSystem> systems = Published.of(catalog, CodeSystem.class);
    List<ValueSet> sets = Published.of(catalog, ValueSet.class);
    List<ConceptMap> maps = Published.of(catalog, ConceptMap.class);
    List<Page> pages = new ArrayList<>();
    pages.add(
        ListPages.of(
            Section.TERMINOLOGY,
            "Terminology",
            "Every code has a display, plain words where people are asked, and discreet words for"
                + " screens that others may see, in English, French, Dutch, German, Greek and"
                + " Italian.",
            List.of(
                ListPages.group("Value sets", sets),
                ListPages.group("Code systems", systems),
                ListPages.group("Concept maps", maps))));
    systems.forEach(system -> pages.add(page(system)));
    sets.forEach(set -> pages.add(page(set)));
    maps.forEach(map -> pages.add(page(map)));
    return pages;
  }

  private Page page(CodeSystem system) {
    List<LocalCode> codes = terminology.codes(local(system.getUrl()).orElseThrow());
    Map<String, Object> model = new HashMap<>(Published.facts(system));
    model.put("kind", "Code system");
    model.put(
        "properties",
        system.getProperty().stream()
            .map(
                one ->
                    new PropertyRow(
                        one.getCode(),
                        one.getType().toCode(),
                        Words.of(one.getDescriptionElement())))
            .toList());
    model.put("wordings", wordings(codes));
    putExample(model, last(system.getValueSet()), codes);
    return new Page(Links.file(system), system.getTitle(), Section.TERMINOLOGY, "codes", model);
  }

  private Page page(ValueSet set) {
    List<LocalCode> codes = new ArrayList<>();
    set.getCompose().getInclude().forEach(include -> codes.addAll(codes(include)));
    Map<String, Object> model = new HashMap<>(Published.facts(set));
    model.put("kind", "Value set");
    model.put("properties", List.of());
    model.put("wordings", wordings(codes));
    putExample(model, set.getIdElement().getIdPart(), codes);
    return new Page(Links.file(set), set.getTitle(), Section.TERMINOLOGY, "codes", model);
  }

  private void putExample(Map<String, Object> model, String set, List<LocalCode> codes) {
    ValueSetExample example = examples.get(set);
    if (example == null) {
      throw new IllegalStateException("A value set without an example: " + set);
    }
    model.put("sent", example.call());
    model.put("answered", parser.encodeResourceToString(example.answer()));
    model.put("uses", used.showing(codes));
  }

  private List<LocalCode> codes(ConceptSetComponent include) {
    LocalSystem system =
        local(include.getSystem())
            .orElseThrow(() -> new IllegalStateException("A value set of codes of others."));
    if (!include.hasConcept()) {
      return terminology.codes(system);
    }
    return include.getConcept().stream()
        .map(one -> terminology.find(system.url(), one.getCode()).orElseThrow())
        .toList();
  }

  private static Optional<LocalSystem> local(String url) {
    return Arrays.stream(LocalSystem.values()).filter(one -> one.url().equals(url)).findFirst();
  }

  private static List<Wordings> wordings(List<LocalCode> codes) {
    List<Wordings> wordings = new ArrayList<>();
    wordings.add(new Wordings("Codes", "", rows(codes, LocalCode::displays)));
    if (codes.stream().anyMatch(code -> !code.definition().equals(code.displays()))) {
      wordings.add(
          new Wordings("Definitions", "What each code means.", rows(codes, LocalCode::definition)));
    }
    List<LocalCode> plain = codes.stream().filter(code -> code.plain().isPresent()).toList();
    if (!plain.isEmpty()) {
      wordings.add(
          new Wordings(
              "Plain wording",
              "Short words for a reader under stress.",
              rows(plain, code -> code.plain().orElseThrow())));
    }
    wordings.add(
        new Wordings(
            "Discreet wording",
            "For screens that others may see.",
            rows(codes, LocalCode::discreet)));
    return wordings;
  }

  private static List<Row> rows(List<LocalCode> codes, Function<LocalCode, Displays> words) {
    return codes.stream().map(code -> new Row(code.code(), Words.of(words.apply(code)))).toList();
  }

  private Page page(ConceptMap map) {
    Map<String, Object> model = new HashMap<>(Published.facts(map));
    model.put(
        "groups",
        map.getGroup().stream()
            .map(group -> new MappedGroup(group.getSource(), group.getTarget(), mapped(group)))
            .toList());
    model.put("notes", notes(map));
    return new Page(Links.file(map), map.getTitle(), Section.TERMINOLOGY, "concept-map", model);
  }

  /** Each note once, in the order of the map. */
  private static List<List<Words.Word>> notes(ConceptMap map) {
    return map.getGroup().stream()
        .flatMap(group -> group.getElement().stream())
        .flatMap(element -> element.getTarget().stream())
        .filter(TargetElementComponent::hasComment)
        .map(target -> Words.of(target.getCommentElement()))
        .distinct()
        .toList();
  }

  private List<Mapped> mapped(ConceptMapGroupComponent group) {
    return group.getElement().stream()
        .flatMap(
            element -> element.getTarget().stream().map(target -> mapped(group, element, target)))
        .toList();
  }

  private Mapped mapped(
      ConceptMapGroupComponent group,
      SourceElementComponent element,
      TargetElementComponent target) {
    return new Mapped(
        element.getCode(),
        terminology
            .find(group.getSource(), element.getCode())
            .map(code -> code.displays().english())
            .orElse(""),
        target.getEquivalence().toCode(),
        Optional.ofNullable(target.getCode()).orElse(""),
        String.join(
            ", ",
            target.getDependsOn().stream()
                .map(one -> "%s is %s".formatted(last(one.getSystem()), one.getValue()))
                .toList()),
        Optional.ofNullable(target.getComment()).orElse(""));
  }

  private static String last(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
