/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.recall;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/**
 * One thing that was taken back. Pseudonymous: internal ids and organisations only.
 *
 * @param subject internal id of the person, or of the Consent
 * @param custodian id of the Organization whose part it is
 * @param version of the Consent after its change; else 0
 * @param reason code, or empty
 */
public record Recall(
    UUID id,
    Kind kind,
    UUID subject,
    String custodian,
    long version,
    String reason,
    Instant recorded) {

  /** What was taken back. */
  public enum Kind {
    ERASURE,
    RESTRICTION,
    /** The end of a restriction. */
    LIFTING,
    /**
     * A change of a Consent, whatever it changed: what an older version permits no longer counts.
     */
    CONSENT;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** PostgreSQL keeps microseconds; a row and its line in the journal must be equal. */
  public Recall {
    recorded = recorded.truncatedTo(ChronoUnit.MICROS);
  }
}
