/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import ca.uhn.fhir.context.support.IValidationSupport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;

/**
 * Which codes mean something to the exchange: those of its own code systems, of the base
 * specification, of the listed additions to it, and whatever has the form of SNOMED CT, LOINC, ICD
 * and the like. All others are words that a sender chose.
 *
 * <p>Guaranteed: no code is known that leaves room for a word of the sender's own. Not guaranteed:
 * that a code of a known form exists in its system; whoever wants to hide a number can. Safe to
 * share between threads.
 */
public final class KnownCodes {
  private static final String CANONICAL = "urn:ietf:rfc:3986";
  private static final char FORM = '~';
  private static final int REMEMBERED = 1_000;

  private final IValidationSupport definitions;
  private final Map<String, Set<String>> listed = new HashMap<>();
  private final Map<String, List<Pattern>> forms = new HashMap<>();
  private final Map<String, Set<String>> defined = new ConcurrentHashMap<>();

  /** Asked for and not there. Senders choose such names, so only the latest are kept. */
  private final Set<String> undefined =
      Collections.newSetFromMap(
          Collections.synchronizedMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  KnownCodes(IValidationSupport definitions) {
    this.definitions = definitions;
    try (InputStream in = KnownCodes.class.getResourceAsStream("known-codes.tsv");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    String[] row = line.split("\t", -1);
    if (row[1].charAt(0) == FORM) {
      forms
          .computeIfAbsent(row[0], system -> new ArrayList<>())
          .add(Pattern.compile(row[1].substring(1)));
    } else {
      listed.computeIfAbsent(row[0], system -> new HashSet<>()).add(row[1]);
    }
  }

  /** Whether this code of this system is known; without either it is not. */
  public boolean contains(String system, String code) {
    if (system == null || code == null) {
      return false;
    }
    return listed.getOrDefault(system, Set.of()).contains(code)
        || defined(system).contains(code)
        || forms.getOrDefault(system, List.of()).stream()
            .anyMatch(form -> form.matcher(code).matches())
        || (system.equals(CANONICAL) && definitions.fetchStructureDefinition(code) != null);
  }

  private Set<String> defined(String system) {
    Set<String> known = defined.get(system);
    if (known == null && !undefined.contains(system)) {
      known = read(system);
      if (known == null) {
        undefined.add(system);
      } else {
        defined.put(system, known);
      }
    }
    return known == null ? Set.of() : known;
  }

  private Set<String> read(String system) {
    if (definitions.fetchCodeSystem(system) instanceof CodeSystem found
        && system.equals(found.getUrl())
        && found.getContent() == CodeSystemContentMode.COMPLETE) {
      Set<String> codes = new HashSet<>();
      collect(found.getConcept(), codes);
      return codes;
    }
    return null;
  }

  private static void collect(List<ConceptDefinitionComponent> concepts, Set<String> codes) {
    for (ConceptDefinitionComponent concept : concepts) {
      codes.add(concept.getCode());
      collect(concept.getConcept(), codes);
    }
  }
}
