/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The code systems whose structure the decision rests on, read once from the module's own data. */
final class Vocabulary {
  static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
  static final String CONSENT_ACTION = "http://terminology.hl7.org/CodeSystem/consentaction";
  static final String CONSENT_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";
  static final String SC_PURPOSE = "https://fhir.example.org/supportive-care/CodeSystem/sc-purpose";
  static final String SC_CONTACT = "https://fhir.example.org/supportive-care/CodeSystem/sc-contact";

  private static final List<String> CONFIDENTIALITY_ORDER = List.of("U", "L", "M", "N", "R", "V");

  /** The rank of what bears no confidentiality. */
  static final int RESTRICTED = CONFIDENTIALITY_ORDER.indexOf("R");

  /** The rank of a code that the order does not know: nothing that is listed reaches it. */
  static final int ABOVE_ALL_RANKS = CONFIDENTIALITY_ORDER.size();

  private static final Map<String, List<String>> NARROWER_PURPOSES = narrowerPurposes();
  private static final Set<String> HANDLING = Set.copyOf(lines("handling-codes.txt"));

  private Vocabulary() {}

  /** The purpose itself and, in v3-ActReason, everything below it. */
  static Set<Code> withDescendants(Code purpose) {
    if (!purpose.system().equals(ACT_REASON)) {
      return Set.of(purpose);
    }
    Set<Code> found = new HashSet<>();
    collect(purpose, found);
    return found;
  }

  private static void collect(Code purpose, Set<Code> found) {
    if (found.add(purpose)) {
      NARROWER_PURPOSES
          .getOrDefault(purpose.code(), List.of())
          .forEach(narrower -> collect(new Code(ACT_REASON, narrower), found));
    }
  }

  /** Obligation and refrain policies say how to handle data, not how sensitive it is. */
  static boolean isHandling(Code label) {
    return label.system().equals(ACT_CODE) && HANDLING.contains(label.code());
  }

  /** Higher is more confidential; -1 for a code that v3-Confidentiality's order does not know. */
  static int confidentialityRank(String code) {
    return CONFIDENTIALITY_ORDER.indexOf(code);
  }

  private static Map<String, List<String>> narrowerPurposes() {
    Map<String, List<String>> narrower = new HashMap<>();
    for (String line : lines("purpose-hierarchy.tsv")) {
      String[] row = line.split("\t", -1);
      for (String parent : row[1].isEmpty() ? new String[0] : row[1].split(",", -1)) {
        narrower.computeIfAbsent(parent, unused -> new ArrayList<>()).add(row[0]);
      }
    }
    return Map.copyOf(narrower);
  }

  /** Of one of the module's own tables, but for comments and empty ones. */
  static List<String> lines(String resource) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
