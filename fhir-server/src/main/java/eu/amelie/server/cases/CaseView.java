/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.server.facts.CaseItem;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;

/**
 * One item as one caller may see it.
 *
 * @param resource in the caller's ids
 * @param etag the weak entity tag's opaque part; the caller's version of the item
 */
public record CaseView(CaseItem item, Resource resource, String etag, Permit decision) {

  /** For the audit record: what was shown, on what ground. */
  public String seen() {
    String labels =
        decision.releasedLabels().stream()
            .map(IdentityLabel::name)
            .collect(Collectors.joining(","));
    return item.type() + "/" + item.id() + "[" + labels + "]" + decision.basis();
  }

  @Override
  public String toString() {
    return "CaseView[" + item.type() + "]";
  }
}
