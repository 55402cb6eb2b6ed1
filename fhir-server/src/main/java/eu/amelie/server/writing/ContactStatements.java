/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.consent.ContactStatement;
import eu.amelie.interceptors.consent.SafeContact;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.ContactForms;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.springframework.stereotype.Component;

/**
 * Keeps what is said of reaching a person, in her Patient and in forms, so that the newest word
 * counts. What is stored together belongs together: there her Patient does not end a form.
 */
@Component
class ContactStatements {
  private final CaseFacts facts;
  private final ContactForms forms;

  ContactStatements(CaseFacts facts, ContactForms forms) {
    this.facts = facts;
    this.forms = forms;
  }

  /**
   * Call under the locks of the persons, in the transaction that stores the drafts.
   *
   * @return who was known before and is to be reached otherwise now, or not at all
   */
  Set<UUID> keep(List<Draft> drafts) {
    Map<UUID, Set<String>> before = new HashMap<>();
    drafts.stream()
        .filter(ContactStatements::speaksOfAKnownPerson)
        .forEach(draft -> before.computeIfAbsent(draft.person(), facts::safeContact));
    drafts.stream()
        .filter(draft -> draft.type().equals("Patient") && draft.before().isEmpty())
        .forEach(draft -> before.remove(draft.person()));
    save(drafts);
    before.entrySet().removeIf(each -> facts.safeContact(each.getKey()).equals(each.getValue()));
    return Set.copyOf(before.keySet());
  }

  private static boolean speaksOfAKnownPerson(Draft draft) {
    return draft.resource() instanceof QuestionnaireResponse
        || draft.resource() instanceof Patient && draft.before().isPresent();
  }

  private void save(List<Draft> drafts) {
    for (Draft draft : drafts) {
      if (draft.resource() instanceof Patient patient) {
        forms.save(
            draft.person(), SafeContact.rules(patient), draft.before().isPresent(), facts.now());
      }
    }
    for (Draft draft : drafts) {
      if (draft.resource() instanceof QuestionnaireResponse form) {
        keep(draft, form);
      }
    }
  }

  private void keep(Draft draft, QuestionnaireResponse form) {
    Instant now = facts.now();
    ContactStatement.of(form, now)
        .ifPresentOrElse(
            statement ->
                forms.save(
                    draft.id(),
                    draft.person(),
                    draft.custodian(),
                    statement,
                    forms
                        .changed(draft.person())
                        .map(changed -> changed.truncatedTo(ChronoUnit.DAYS))
                        .orElse(Instant.EPOCH),
                    now),
            () -> forms.remove(draft.id()));
  }
}
