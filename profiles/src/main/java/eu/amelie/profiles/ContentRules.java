/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * What resources may not hold. A rule that changes a meaning and is not understood is refused where
 * the exchange itself acts on the meaning. Elsewhere it is kept with the data: the record says that
 * something may be negated, and a Consent with it permits nothing while its denies count. Implicit
 * rules cannot be kept, since an address of a sender's is in them, and are refused everywhere.
 */
final class ContentRules {
  private static final Set<String> ATTACHMENT_TYPES =
      Set.of("application/pdf", "image/png", "image/jpeg");
  private static final Set<String> ACTIVE_ELEMENTS =
      Set.of(
          "script", "iframe", "frame", "object", "embed", "applet", "form", "input", "button",
          "link", "meta", "base", "style", "svg", "math", "audio", "video");
  private static final Set<String> ACTED_ON = Set.of("Bundle", "ServiceRequest", "Task");
  private static final List<String> PLAIN_LINKS = List.of("#", "https://", "http://", "mailto:");

  static final List<ElementRule> ALL =
      List.of(
          ContentRules::modifierExtension,
          ContentRules::implicitRules,
          ContentRules::attachment,
          ContentRules::narrative);

  private ContentRules() {}

  private static Optional<Finding> modifierExtension(
      Base element, Property property, String path, String expression) {
    return when(
        property.getName().equals("modifierExtension") && ACTED_ON.contains(type(path)),
        expression,
        "modifier-extension",
        "A modifier extension is not understood.");
  }

  private static Optional<Finding> implicitRules(
      Base element, Property property, String path, String expression) {
    return when(
        property.getName().equals("implicitRules"),
        expression,
        "implicit-rules",
        "Implicit rules are not understood.");
  }

  private static Optional<Finding> attachment(
      Base element, Property property, String path, String expression) {
    if (!(element instanceof Attachment attachment)) {
      return Optional.empty();
    }
    if (attachment.hasUrl()) {
      return when(true, expression + ".url", "attachment-url", "An attachment is sent inline.");
    }
    return when(
        attachment.hasData() && !ATTACHMENT_TYPES.contains(lower(attachment.getContentType())),
        expression + ".contentType",
        "attachment-type",
        "An attachment is a PDF, PNG or JPEG.");
  }

  private static Optional<Finding> narrative(
      Base element, Property property, String path, String expression) {
    return when(
        element instanceof Narrative narrative
            && narrative.hasDiv()
            && isActive(narrative.getDiv()),
        expression,
        "narrative",
        "The narrative holds what is not allowed.");
  }

  private static boolean isActive(XhtmlNode node) {
    return ACTIVE_ELEMENTS.contains(lower(node.getName()))
        || node.getAttributes().entrySet().stream().anyMatch(ContentRules::isActive)
        || node.getChildNodes().stream().anyMatch(ContentRules::isActive);
  }

  /** A handler, a style, a link that runs something, or a source that is fetched from elsewhere. */
  private static boolean isActive(Map.Entry<String, String> attribute) {
    String name = lower(attribute.getKey());
    String value = lower(attribute.getValue()).strip();
    return switch (name) {
      case "href" -> PLAIN_LINKS.stream().noneMatch(value::startsWith);
      case "src" -> !value.startsWith("#");
      default -> name.startsWith("on") || name.equals("srcset") || value.contains("javascript:");
    };
  }

  private static String type(String path) {
    return path.substring(0, path.indexOf('.'));
  }

  private static String lower(String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  private static Optional<Finding> when(
      boolean violated, String expression, String code, String message) {
    return violated ? Optional.of(Finding.error(expression, code, message)) : Optional.empty();
  }
}
