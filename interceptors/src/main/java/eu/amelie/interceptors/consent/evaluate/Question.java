/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import eu.amelie.interceptors.consent.CompiledConsent;
import eu.amelie.interceptors.consent.DecisionRequest;
import eu.amelie.interceptors.consent.Item;
import java.time.Instant;
import java.util.List;

/**
 * What the operation is asked, as it stands in its input.
 *
 * @param contact whether the rules of {@code sc-contact} allow contact, those given with the person
 *     the item is about and those in the item itself
 * @param liveTask whether to answer as if the organisation had accepted the work
 */
record Question(
    List<CompiledConsent> consents,
    DecisionRequest request,
    Item item,
    boolean contact,
    Instant at,
    boolean liveTask) {}
