/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * Puts the validator's messages into words of our own: its text quotes the input. From a message
 * only its id, the longest plain FHIRPath that its location begins with, and names of elements that
 * come from a definition are taken over.
 */
final class ValidatorMessages {
  private static final Pattern PATH =
      Pattern.compile(
          "[A-Z][A-Za-z]*(\\.[a-z][A-Za-z]*(\\[x])?(\\[\\d+])?(\\.ofType\\([A-Za-z]+\\))?)*");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/");
  private static final Pattern INVARIANT = Pattern.compile("#([a-z]+(-[a-z]+)*-?\\d+[a-z]?)$");

  /** {@code Consent.patient: minimum…} or {@code Slice 'Consent.extension:capture' for…}. */
  private static final Pattern MISSING =
      Pattern.compile(
          "(?:Slice ')?[A-Z][A-Za-z.\\[\\]]*\\.([a-z][A-Za-z]*)(\\[x])?(?::([A-Za-z]+))?'?(?:: | for )");

  private final FindingKinds kinds = FindingKinds.load();
  private final Map<String, String> invariants = new HashMap<>();

  ValidatorMessages(ProfileCatalog catalog) {
    catalog.resources().stream()
        .filter(StructureDefinition.class::isInstance)
        .flatMap(
            resource -> ((StructureDefinition) resource).getDifferential().getElement().stream())
        .map(ElementDefinition::getConstraint)
        .forEach(constraints -> constraints.forEach(this::learn));
  }

  private void learn(ElementDefinitionConstraintComponent constraint) {
    invariants.put(constraint.getKey(), constraint.getHuman());
  }

  /**
   * An extension that a later FHIR version defines is to us as unknown as any other, though the
   * validator takes it for a mistake when it has not that version's definitions.
   */
  static boolean count(SingleValidationMessage message) {
    return message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0
        && (message.getMessageId() == null
            || !message.getMessageId().startsWith("Extension_EXT_Version_"));
  }

  Finding toFinding(SingleValidationMessage message) {
    String expression = expression(message.getLocationString());
    String id = message.getMessageId() == null ? "" : message.getMessageId();
    Matcher invariant = INVARIANT.matcher(id);
    if (invariant.find()) {
      String key = invariant.group(1);
      return Finding.error(
          expression,
          key,
          invariants.getOrDefault(
              key, "A rule of the base specification is not met: " + key + "."));
    }
    FindingKinds.Kind kind = kinds.of(id);
    if (kind.code().equals("required")) {
      return required(expression, message.getMessage(), kind);
    }
    return Finding.error(expression, kind.code(), kind.message());
  }

  private static Finding required(String parent, String text, FindingKinds.Kind kind) {
    Matcher missing = MISSING.matcher(text == null ? "" : text);
    if (!missing.lookingAt()) {
      return Finding.error(parent, kind.code(), kind.message());
    }
    String name = missing.group(3) == null ? missing.group(1) : missing.group(3);
    String sentence = kind.message().replace(".", ": " + name + ".");
    return Finding.error(parent + "." + missing.group(1), kind.code(), sentence);
  }

  private static String expression(String location) {
    String plain = COMMENT.matcher(location == null ? "" : location).replaceAll("");
    Matcher path = PATH.matcher(plain);
    return path.lookingAt() ? path.group() : "";
  }
}
