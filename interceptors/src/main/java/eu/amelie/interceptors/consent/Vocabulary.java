/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The code systems whose structure the decision rests on, read once from the module's own data. */
final class Vocabulary {
  static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
  static final String CONSENT_ACTION = "http://terminology.hl7.org/CodeSystem/consentaction";
  static final String CONSENT_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";
  static final String SC_PURPOSE = "https://fhir.example.org/supportive-care/CodeSystem/sc-purpose";
  static final Set<String> RESOURCE_TYPES =
      Set.of(
          "http://hl7.org/fhir/resource-types",
          "http://hl7.org/fhir/fhir-types",
          "http://hl7.org/fhir/defined-types");

  private static final List<String> CONFIDENTIALITY_ORDER = List.of("U", "L", "M", "N", "R", "V");
  private static final Map<String, Set<String>> PURPOSE_ANCESTORS = purposeAncestors();
  private static final Set<String> HANDLING = Set.copyOf(lines("handling-codes.txt"));

  private Vocabulary() {}

  /** True when {@code purpose} is {@code listed} or, in v3-ActReason, a descendant of it. */
  static boolean isPurpose(Code purpose, Code listed) {
    return purpose.equals(listed)
        || (purpose.system().equals(ACT_REASON)
            && listed.system().equals(ACT_REASON)
            && PURPOSE_ANCESTORS.getOrDefault(purpose.code(), Set.of()).contains(listed.code()));
  }

  /** Obligation and refrain policies say how to handle data, not how sensitive it is. */
  static boolean isHandling(Code label) {
    return label.system().equals(ACT_CODE) && HANDLING.contains(label.code());
  }

  /**
   * The rank of a confidentiality code, higher is more confidential; -1 for a code that
   * v3-Confidentiality's order does not know.
   */
  static int confidentialityRank(String code) {
    return CONFIDENTIALITY_ORDER.indexOf(code);
  }

  static int highestConfidentiality() {
    return CONFIDENTIALITY_ORDER.size() - 1;
  }

  private static Map<String, Set<String>> purposeAncestors() {
    Map<String, List<String>> parents =
        lines("purpose-hierarchy.tsv").stream()
            .map(line -> line.split("\t", -1))
            .collect(
                Collectors.toMap(
                    row -> row[0],
                    row -> row[1].isEmpty() ? List.of() : List.of(row[1].split(","))));
    Map<String, Set<String>> ancestors = new HashMap<>();
    parents.keySet().forEach(code -> ancestors.put(code, collect(code, parents, new HashSet<>())));
    return Map.copyOf(ancestors);
  }

  private static Set<String> collect(
      String code, Map<String, List<String>> parents, Set<String> found) {
    for (String parent : parents.getOrDefault(code, List.of())) {
      if (found.add(parent)) {
        collect(parent, parents, found);
      }
    }
    return found;
  }

  private static List<String> lines(String resource) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
