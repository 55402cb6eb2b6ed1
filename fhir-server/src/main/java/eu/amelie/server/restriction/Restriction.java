/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.restriction;

import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.Restrictions;
import eu.amelie.server.recall.Recall.Kind;
import eu.amelie.server.recall.Recalls;
import eu.amelie.server.writing.DueCases;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Freezes one organisation's part of a person's case, and lifts that again. Call in a transaction.
 * While it stands others see nothing of that part but their own Tasks, which do not move; its
 * custodian reads it.
 */
@Component
public class Restriction {
  private final CaseFacts facts;
  private final Restrictions restrictions;
  private final Recalls recalls;
  private final DueCases cases;

  Restriction(CaseFacts facts, Restrictions restrictions, Recalls recalls, DueCases cases) {
    this.facts = facts;
    this.restrictions = restrictions;
    this.recalls = recalls;
    this.cases = cases;
  }

  public void impose(UUID person, String custodian, String reason) {
    facts.lockPerson(person);
    if (restrictions.add(person, custodian, reason)) {
      recalls.keep(Kind.RESTRICTION, person, custodian, 0, reason);
      cases.settle(person);
    } else {
      recalls.requireWritten(person, custodian);
    }
  }

  public void lift(UUID person, String custodian) {
    facts.lockPerson(person);
    if (restrictions.remove(person, custodian)) {
      recalls.keep(Kind.LIFTING, person, custodian, 0, "");
      cases.settle(person);
    } else {
      recalls.requireWritten(person, custodian);
    }
  }
}
