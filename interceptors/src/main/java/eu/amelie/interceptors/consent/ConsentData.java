/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.List;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.provisionDataComponent;

/**
 * A relation to one named resource; {@code related} and {@code dependents} as IHE PCF reads them.
 */
record ConsentData(ConsentDataMeaning meaning, String reference) {

  static Scope<List<ConsentData>> of(List<provisionDataComponent> data) {
    List<ConsentData> read = data.stream().map(ConsentData::of).toList();
    return Scope.of(data, one -> of(one).isUnderstood(), read);
  }

  private static ConsentData of(provisionDataComponent data) {
    return new ConsentData(data.getMeaning(), References.normal(data.getReference()));
  }

  private boolean isUnderstood() {
    return meaning != null && meaning != ConsentDataMeaning.NULL && !reference.isEmpty();
  }

  boolean covers(Item item) {
    return switch (meaning) {
      case INSTANCE -> reference.equals(item.id());
      case RELATED, DEPENDENTS ->
          reference.equals(item.id())
              || item.references().contains(reference)
              || item.referencedBy().contains(reference);
      case AUTHOREDBY -> item.authors().contains(reference);
      case NULL -> false;
    };
  }
}
