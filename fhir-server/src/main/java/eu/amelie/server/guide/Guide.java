/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import eu.amelie.interceptors.access.RoleContracts;
import eu.amelie.profiles.ProfileCatalog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.MetadataResource;

/**
 * All files of the guide, and the start page that leads to it.
 *
 * <p>Guaranteed: the same package, contracts and texts give the same bytes; no file refers to
 * anything that is not a file of the guide.
 */
final class Guide {
  static final String FOLDER = "guide/";

  private final SortedMap<String, byte[]> files = new TreeMap<>();

  private Guide() {}

  static Guide of(
      FhirContext context,
      ProfileCatalog catalog,
      RoleContracts contracts,
      List<GuideExample> examples,
      List<OperationCall> calls) {
    List<CapabilityStatement> statements = ContractPages.of(contracts);
    List<MetadataResource> published = new ArrayList<>(catalog.resources());
    published.addAll(statements);
    Links links = new Links(published);
    List<Page> pages = new ArrayList<>(TextPages.all());
    pages.addAll(new ContractPages(statements, links).all());
    pages.addAll(new StructurePages(catalog, links, examples).all());
    IParser parser = context.newJsonParser().setPrettyPrint(true);
    UsedCodes used = new UsedCodes(catalog, examples, calls);
    pages.addAll(new TerminologyPages(catalog, used, parser).all());
    pages.addAll(new QuestionnairePages(catalog, links).all());
    pages.addAll(new OperationPages(catalog, calls).all());
    pages.addAll(ErrorPages.all(catalog.terminology()));
    pages.addAll(ExamplePages.all(catalog, examples));

    Guide guide = new Guide();
    PageWriter writer = new PageWriter();
    pages.forEach(page -> guide.add(FOLDER + page.file(), writer.html(page)));
    published.forEach(
        one ->
            guide.add(
                FOLDER + Links.name(one) + ".json", parser.encodeResourceToString(one) + "\n"));
    examples.forEach(one -> guide.add(FOLDER + one.file().replace(".html", ".json"), one.json()));
    guide.files.put(FOLDER + "guide.css", Texts.bytes("guide.css"));
    guide.add("index.html", writer.start());
    return guide;
  }

  private void add(String file, String content) {
    if (files.put(file, content.getBytes(StandardCharsets.UTF_8)) != null) {
      throw new IllegalStateException("Two pages of one name: " + file);
    }
  }

  /** By their paths below the root of the server. */
  Map<String, byte[]> files() {
    return files;
  }
}
