/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.auditor;

import java.time.Instant;
import java.util.List;

/** One line of the trail as it is stored; absent texts are empty. */
record AuditRow(
    long id,
    Instant recorded,
    String requestId,
    String organisation,
    String purposes,
    String interaction,
    int status,
    String outcome,
    List<String> seen) {}
