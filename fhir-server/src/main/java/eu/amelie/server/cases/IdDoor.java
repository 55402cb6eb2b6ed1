/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.pseudonym.ids.ForeignReferenceException;
import eu.amelie.interceptors.pseudonym.ids.IdMapping;
import eu.amelie.interceptors.pseudonym.ids.IdTranslation;
import eu.amelie.interceptors.pseudonym.ids.OrganizationIds;
import eu.amelie.interceptors.pseudonym.ids.ReferralNumbers;
import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * The one door between the ids of a caller and those inside. An id of nobody's passes like any
 * other: that nothing is there shows at the look-up, and shows the same.
 */
@Component
public class IdDoor {
  /** A domain of its own: no organisation has this id. */
  private static final String FILE = "*file";

  private final OrganizationIds ids;
  private final ReferralNumbers numbers;
  private final IdTranslation translation;

  IdDoor(ExchangeKeys keys, FhirContext context) {
    this.ids = new OrganizationIds(keys.idKey().exposedBytes());
    this.numbers = new ReferralNumbers(keys.idKey().exposedBytes());
    this.translation = new IdTranslation(context);
  }

  /** Empty for what is no id of ours in form. */
  public Optional<UUID> find(Caller caller, String external) {
    try {
      UUID id = UUID.fromString(external);
      return id.toString().equals(external)
          ? Optional.of(ids.inward(caller.organisation(), id))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * @throws ExchangeException not-found for what is no id of ours in form
   */
  public UUID inward(Caller caller, String external) {
    return find(caller, external).orElseThrow(ExchangeException::notFound);
  }

  /** What the caller means by a number of its own; empty for what is none in form. */
  public Optional<UUID> findNumbered(Caller caller, String number) {
    return numbers.find(caller.organisation(), number);
  }

  public String outward(Caller caller, UUID internal) {
    return ids.outward(caller.organisation(), internal).toString();
  }

  /**
   * Translates the references of a resource in place.
   *
   * @throws ExchangeException profile-violation for a reference to elsewhere, not-found for one
   *     that cannot be of this exchange
   */
  public void inward(Caller caller, Resource resource) {
    translate(resource, (type, id) -> inward(caller, id).toString());
  }

  /** Translates a resource in place. */
  public void outward(Caller caller, Resource resource) {
    translate(resource, (type, id) -> outward(caller, UUID.fromString(id)));
  }

  /** The id of an item in a file that goes to the person herself: no organisation sees it so. */
  public String outwardToFile(UUID internal) {
    return ids.outward(FILE, internal).toString();
  }

  /** Translates a resource in place for such a file. */
  void outwardToFile(Resource resource) {
    translate(resource, (type, id) -> outwardToFile(UUID.fromString(id)));
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
