/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.limits.BodyLimits;
import eu.amelie.interceptors.limits.JsonPatches;
import eu.amelie.server.call.Content;
import java.io.ByteArrayInputStream;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.springframework.stereotype.Component;

/**
 * What an entry of a Bundle brings along: a resource or, of a patch, a Binary that holds it (FHIR
 * R4, http.html, "Patch"). Guaranteed: such a patch is read as one that is sent by itself, within
 * the same limits; a format that is refused there is refused here.
 */
@Component
class EntryContents {
  private static final String NO_PATCH =
      "A patch in a Bundle is a Binary of the contentType application/json-patch+json.";

  private final JsonPatches patches;

  EntryContents(FhirContext context) {
    this.patches = new JsonPatches(context, BodyLimits.DEFAULT);
  }

  /**
   * @throws ExchangeException malformed or limit-exceeded
   */
  Content of(BundleEntryComponent entry, Interaction interaction) {
    if (!(interaction instanceof Interaction.Patch)) {
      return entry.hasResource() ? new Content.Whole(entry.getResource()) : Content.none();
    }
    if (!(entry.getResource() instanceof Binary patch) || !patch.hasData()) {
      throw ExchangeException.at(ErrorCode.MALFORMED, null, NO_PATCH);
    }
    return new Content.Change(
        patches.read(new ByteArrayInputStream(patch.getData()), patch.getContentType(), null));
  }

  /** Whether an entry says how something is to change, and not what it is to be. */
  static boolean isPatch(BundleEntryComponent entry) {
    return entry.getRequest().getMethod() == HTTPVerb.PATCH;
  }
}
