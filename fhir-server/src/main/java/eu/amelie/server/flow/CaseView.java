/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.flow;

import eu.amelie.interceptors.consent.Decision;
import eu.amelie.server.facts.CaseItem;
import org.hl7.fhir.r4.model.Resource;

/**
 * One item as one caller may see it, still under internal ids.
 *
 * @param masked whether identity was left out
 */
record CaseView(CaseItem item, Resource resource, Decision.Permit decision, boolean masked) {}
