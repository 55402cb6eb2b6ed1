/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.flow;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.pseudonym.ids.ForeignReferenceException;
import eu.amelie.interceptors.pseudonym.ids.IdMapping;
import eu.amelie.interceptors.pseudonym.ids.IdTranslation;
import eu.amelie.interceptors.pseudonym.ids.OrganizationIds;
import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import java.util.UUID;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * The one door between the ids of a caller and those inside. An id of nobody's passes like any
 * other: that nothing is there shows at the look-up, and shows the same.
 */
@Component
class IdDoor {
  private final OrganizationIds ids;
  private final IdTranslation translation;

  IdDoor(ExchangeKeys keys, FhirContext context) {
    this.ids = new OrganizationIds(keys.idKey().exposedBytes());
    this.translation = new IdTranslation(context);
  }

  /**
   * @throws ExchangeException not-found for what is no id of ours in form
   */
  UUID inward(Caller caller, String external) {
    try {
      UUID id = UUID.fromString(external);
      if (!id.toString().equals(external)) {
        throw ExchangeException.notFound();
      }
      return ids.inward(caller.organisation(), id);
    } catch (IllegalArgumentException e) {
      throw ExchangeException.notFound();
    }
  }

  String outward(Caller caller, UUID internal) {
    return ids.outward(caller.organisation(), internal).toString();
  }

  /** Translates the references of a resource in place. */
  void inward(Caller caller, Resource resource) {
    translate(resource, (type, id) -> inward(caller, id).toString());
  }

  /** Translates a resource in place. */
  void outward(Caller caller, Resource resource) {
    translate(resource, (type, id) -> outward(caller, UUID.fromString(id)));
  }

  private void translate(Resource resource, IdMapping mapping) {
    try {
      translation.translate(resource, mapping);
    } catch (ForeignReferenceException e) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          e.expression(),
          "A reference names a resource of this exchange, as Type/id.");
    }
  }
}
