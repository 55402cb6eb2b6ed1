/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.ExchangeException.Issue;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/**
 * What of a Task was asked for stays as it was asked for. Guaranteed: whoever sends something else
 * is told so, and does not take it for stored; what the sender reads may always be sent back, and
 * an update may leave out what it does not change.
 */
final class FixedParts {
  private static final List<String> PARTS =
      List.of("priority", "description", "restriction", "extension");

  private static final List<String> LINKS = List.of("for", "focus", "requester", "owner");

  private final FhirContext context;

  FixedParts(FhirContext context) {
    this.context = context;
  }

  /**
   * @param seen by the sender
   * @param patched whether nothing is missing that the sender did not take away
   * @throws ExchangeException profile-violation, with an issue for each element
   */
  void require(Resource seen, Resource sent, boolean patched) {
    if (!(seen instanceof Task before) || !(sent instanceof Task after)) {
      return;
    }
    Stream<String> other =
        PARTS.stream()
            .filter(part -> patched || after.getNamedProperty(part).hasValues())
            .filter(part -> !text(before, part).equals(text(after, part)));
    // Where it leads elsewhere is refused with the change of which it is a part.
    Stream<String> cut =
        LINKS.stream()
            .filter(part -> patched && before.getNamedProperty(part).hasValues())
            .filter(part -> !after.getNamedProperty(part).hasValues());
    List<Issue> changed =
        Stream.concat(other, cut)
            .map(part -> new Issue("Task." + part, "This part of a Task never changes."))
            .toList();
    if (!changed.isEmpty()) {
      throw ExchangeException.of(ErrorCode.PROFILE_VIOLATION, changed);
    }
  }

  private String text(Task task, String part) {
    Task alone = new Task();
    for (Base value : task.getNamedProperty(part).getValues()) {
      alone.setProperty(part, value);
    }
    return context.newJsonParser().encodeResourceToString(alone);
  }
}
