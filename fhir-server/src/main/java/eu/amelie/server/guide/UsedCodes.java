/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.terminology.LocalCode;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.StructureDefinition;

/** Which codes stand in which of the guide's examples. */
final class UsedCodes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Used(String system, String code) {}

  private final Map<Link, Set<Used>> byPage = new LinkedHashMap<>();

  UsedCodes(ProfileCatalog catalog, List<GuideExample> examples, List<OperationCall> calls) {
    Map<String, StructureDefinition> profiles = byId(catalog, StructureDefinition.class);
    for (GuideExample example : examples) {
      StructureDefinition profile = profiles.get(example.profile());
      Link page =
          profile == null
              ? example.link()
              : new Link("%s: %s".formatted(Links.title(profile), example.title()), example.file());
      add(page, example.json());
    }
    Map<String, OperationDefinition> operations = byId(catalog, OperationDefinition.class);
    for (OperationCall call : calls) {
      OperationDefinition operation = operations.get(call.operation());
      Link page = new Link("$" + operation.getCode(), Links.file(operation) + "#example");
      add(page, call.request());
      add(page, call.response());
    }
  }

  private static <T extends MetadataResource> Map<String, T> byId(
      ProfileCatalog catalog, Class<T> type) {
    return Published.of(catalog, type).stream()
        .collect(Collectors.toMap(one -> one.getIdElement().getIdPart(), Function.identity()));
  }

  private void add(Link page, String json) {
    if (!json.isBlank()) {
      collect(read(json), byPage.computeIfAbsent(page, ignored -> new HashSet<>()));
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An example that is no JSON.", e);
    }
  }

  private static void collect(JsonNode node, Set<Used> found) {
    if (node.path("system").isTextual() && node.path("code").isTextual()) {
      found.add(new Used(node.get("system").asText(), node.get("code").asText()));
    }
    node.forEach(child -> collect(child, found));
  }

  /** The pages that show one of these codes, in the order of the examples. */
  List<Link> showing(Collection<LocalCode> codes) {
    Set<Used> wanted =
        codes.stream()
            .map(code -> new Used(code.system().url(), code.code()))
            .collect(Collectors.toSet());
    return byPage.entrySet().stream()
        .filter(page -> page.getValue().stream().anyMatch(wanted::contains))
        .map(Map.Entry::getKey)
        .toList();
  }
}
