/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.server.facts.CaseItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Resource;

/**
 * What is about to be stored of one item, under internal ids and with everything in it.
 *
 * @param before the item as it was; empty for a new one
 * @param authored what others than the writer had added, and has to stay theirs
 */
record Draft(
    UUID id,
    String type,
    UUID person,
    String custodian,
    Resource resource,
    Optional<CaseItem> before,
    Map<String, List<IdentityElement>> authored) {

  String reference() {
    return type + "/" + id;
  }

  long version() {
    return before.map(CaseItem::version).orElse(0L) + 1;
  }

  @Override
  public String toString() {
    return "Draft[" + type + "]";
  }
}
