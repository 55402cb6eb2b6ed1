/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.server.release.Releases;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Asks an auditor to look into an emergency access. The Task belongs to the auditor; nobody else
 * sees it, and like every duty it gives no need to know.
 */
@Component
public class EmergencyReviews {
  private final Duties duties;
  private final Storing storing;
  private final Releases releases;

  EmergencyReviews(Duties duties, Storing storing, Releases releases) {
    this.duties = duties;
    this.storing = storing;
    this.releases = releases;
  }

  /**
   * Call in a transaction, under the person's lock.
   *
   * @param justification in words, which go to the vault
   */
  public void ask(
      String auditor, String organisation, UUID person, String reason, String justification) {
    Draft duty = duties.reviewEmergencyAccess(person, auditor, organisation, reason, justification);
    storing.store(auditor, List.of(duty));
    releases.settle(person);
  }
}
