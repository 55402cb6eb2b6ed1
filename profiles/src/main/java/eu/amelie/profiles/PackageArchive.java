/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import eu.amelie.terminology.LocalSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * The conformance resources as a FHIR package in the form of NPM: a {@code .tgz} with a folder
 * {@code package}, its manifest and its index.
 *
 * <p>Guaranteed: the same resources give the same bytes on the same Java version; no time, user or
 * machine stands in them.
 */
final class PackageArchive {
  private static final String FOLDER = "package/";
  private static final int UNKNOWN_SYSTEM = 255;

  private final SortedMap<String, String> files = new TreeMap<>();
  private final JsonArray index = new JsonArray();

  private PackageArchive() {}

  static PackageArchive of(FhirContext context, ProfileCatalog catalog) {
    PackageArchive archive = new PackageArchive();
    IParser parser = context.newJsonParser().setPrettyPrint(true);
    archive.add(PackageGuide.of(catalog.resources()), parser);
    catalog.resources().forEach(resource -> archive.add(resource, parser));
    archive.files.put("package.json", json(manifest()));
    JsonObject listing = new JsonObject();
    listing.addProperty("index-version", 2);
    listing.add("files", archive.index);
    archive.files.put(".index.json", json(listing));
    return archive;
  }

  private void add(MetadataResource resource, IParser parser) {
    String name = "%s-%s.json".formatted(resource.fhirType(), resource.getIdPart());
    files.put(name, parser.encodeResourceToString(resource) + "\n");
    index.add(indexed(name, resource));
  }

  private static JsonObject manifest() {
    JsonObject manifest = new JsonObject();
    manifest.addProperty("name", ConformancePackage.ID);
    manifest.addProperty("version", ConformancePackage.VERSION);
    manifest.addProperty("type", "Conformance");
    manifest.addProperty("canonical", LocalSystem.CANONICAL_ROOT);
    manifest.addProperty("title", ConformancePackage.TITLE);
    manifest.addProperty("description", ConformancePackage.DESCRIPTION);
    manifest.addProperty("author", ConformancePackage.TITLE);
    manifest.addProperty("license", "Apache-2.0");
    JsonArray versions = new JsonArray();
    versions.add("4.0.1");
    manifest.add("fhirVersions", versions);
    JsonObject dependencies = new JsonObject();
    dependencies.addProperty("hl7.fhir.r4.core", "4.0.1");
    dependencies.addProperty(
        ConformancePackage.TERMINOLOGY, ConformancePackage.TERMINOLOGY_VERSION);
    manifest.add("dependencies", dependencies);
    return manifest;
  }

  private static JsonObject indexed(String name, MetadataResource resource) {
    JsonObject entry = new JsonObject();
    entry.addProperty("filename", name);
    entry.addProperty("resourceType", resource.fhirType());
    entry.addProperty("id", resource.getIdPart());
    entry.addProperty("url", resource.getUrl());
    entry.addProperty("version", resource.getVersion());
    if (resource instanceof StructureDefinition structure) {
      entry.addProperty("kind", structure.getKind().toCode());
      entry.addProperty("type", structure.getType());
      entry.addProperty("derivation", structure.getDerivation().toCode());
    }
    return entry;
  }

  private static String json(JsonObject object) {
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(object)
        + "\n";
  }

  void writeTo(OutputStream out) throws IOException {
    GzipParameters header = new GzipParameters();
    header.setOperatingSystem(UNKNOWN_SYSTEM);
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GzipCompressorOutputStream(out, header))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(FOLDER + file.getKey());
        entry.setSize(content.length);
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
  }
}
