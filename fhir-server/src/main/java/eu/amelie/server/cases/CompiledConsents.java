/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import ca.uhn.fhir.context.FhirContext;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.amelie.interceptors.consent.CompiledConsent;
import eu.amelie.server.facts.ConsentRow;
import java.util.UUID;
import org.hl7.fhir.r4.model.Consent;
import org.springframework.stereotype.Component;

/**
 * The compiled form of each version of a Consent, which never changes. Whether a version still
 * counts is not known here.
 */
@Component
class CompiledConsents {
  private static final int KEPT = 20_000;

  private record Version(UUID consent, long version) {}

  private final FhirContext context;
  private final Cache<Version, CompiledConsent> compiled =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  CompiledConsents(FhirContext context) {
    this.context = context;
  }

  CompiledConsent of(ConsentRow row) {
    return compiled.get(new Version(row.id(), row.version()), ignored -> compile(row));
  }

  private CompiledConsent compile(ConsentRow row) {
    return CompiledConsent.compile(
        context.newJsonParser().parseResource(Consent.class, row.body()));
  }
}
