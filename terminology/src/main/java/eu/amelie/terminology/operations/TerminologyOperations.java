/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.operations;

import eu.amelie.terminology.TerminologyCatalog;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;

/**
 * The operations by type and name.
 *
 * <p>Guaranteed: pure, from memory, safe to share between threads; of the input an answer repeats
 * the filter, the page and the language only, a refusal nothing. Not guaranteed: anything about
 * code systems that are not the exchange's own; they are not found.
 */
public final class TerminologyOperations {
  private final Expand expand;
  private final Lookup lookup;
  private final ValidateCode validateCode;
  private final Translate translate;
  private final Subsumes subsumes;

  public TerminologyOperations(TerminologyCatalog catalog) {
    Published published = new Published(catalog);
    expand = new Expand(published);
    lookup = new Lookup(published);
    validateCode = new ValidateCode(published);
    translate = new Translate(published);
    subsumes = new Subsumes(published);
  }

  /** Whether {@link #answer} knows an operation of this name on this type. */
  public static boolean knows(String type, String name) {
    return !parameters(type, name).isEmpty();
  }

  /**
   * What an operation takes, true where it may come more than once; empty for one that {@link
   * #answer} does not know. Whatever is not among them is refused.
   */
  public static Map<String, Boolean> parameters(String type, String name) {
    return switch (type + "/" + name) {
      case "ValueSet/expand" -> Expand.NAMES;
      case "ValueSet/validate-code" -> ValidateCode.SET_NAMES;
      case "CodeSystem/validate-code" -> ValidateCode.SYSTEM_NAMES;
      case "CodeSystem/lookup" -> Lookup.NAMES;
      case "CodeSystem/subsumes" -> Subsumes.NAMES;
      case "ConceptMap/translate" -> Translate.NAMES;
      default -> Map.of();
    };
  }

  /**
   * The answer of one operation.
   *
   * @param name without the dollar sign
   * @param id of the resource it is called on, or empty at the type
   * @param in null for none
   * @throws TerminologyRefusal where there is no answer
   * @throws IllegalArgumentException for an operation that it does not know
   */
  public Resource answer(
      String type, String name, Optional<String> id, Parameters in, Instant now) {
    return switch (type + "/" + name) {
      case "ValueSet/expand" -> expand.answer(id, in, now);
      case "ValueSet/validate-code" -> validateCode.inSet(id, in);
      case "CodeSystem/validate-code" -> validateCode.inSystem(id, in);
      case "CodeSystem/lookup" -> lookup.answer(in);
      case "CodeSystem/subsumes" -> subsumes.answer(id, in);
      case "ConceptMap/translate" -> translate.answer(id, in);
      default -> throw new IllegalArgumentException("No such operation.");
    };
  }
}
