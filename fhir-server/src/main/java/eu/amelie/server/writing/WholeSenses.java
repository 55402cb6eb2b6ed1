/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.consent.ItemSense;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.questionnaires.AskedCodes;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Takes the sense of what is about to be stored, while it is whole. */
@Component
class WholeSenses {
  private final AskedCodes asked;

  WholeSenses(ProfileCatalog profiles) {
    this.asked = AskedCodes.of(profiles.terminology());
  }

  ItemSense of(Resource whole) {
    return whole instanceof QuestionnaireResponse answered
        ? ItemSense.of(answered, asked.of(answered))
        : ItemSense.of(whole);
  }
}
