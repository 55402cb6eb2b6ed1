/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import eu.amelie.interceptors.pseudonym.keys.BlindIndex;
import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets an organisation find its own submissions by identifier. The database holds keyed hashes
 * only, each under a key of that organisation, so that equal identifiers of two never look equal.
 */
@Component
public class BlindIdentifiers {
  private static final Set<String> INDEXED = Set.of("Patient", "ServiceRequest", "Task");

  private final JdbcClient jdbc;
  private final BlindIndex index;

  BlindIdentifiers(JdbcClient jdbc, ExchangeKeys keys) {
    this.jdbc = jdbc;
    this.index = new BlindIndex(keys.blindIndexKey());
  }

  /** Replaces all of an item. */
  public void replace(String custodian, UUID item, Resource resource) {
    if (!INDEXED.contains(resource.fhirType())) {
      return;
    }
    jdbc.sql("delete from exchange.blind_identifier where item = :item")
        .param("item", item)
        .update();
    identifiers(resource).stream()
        .filter(Identifier::hasValue)
        .flatMap(identifier -> tokens(custodian, identifier))
        .distinct()
        .forEach(token -> insert(custodian, resource.fhirType(), token, item));
  }

  private static List<Identifier> identifiers(Resource resource) {
    Property property = resource.getNamedProperty("identifier");
    Collection<Base> values = property.getValues();
    return values.stream().map(Identifier.class::cast).toList();
  }

  /** One token with its system, and one for a search that names none. */
  private java.util.stream.Stream<String> tokens(String organisation, Identifier identifier) {
    String system = identifier.hasSystem() ? identifier.getSystem() : "";
    return java.util.stream.Stream.of(
        index.of(organisation, "=" + system, identifier.getValue()),
        index.of(organisation, "*", identifier.getValue()));
  }

  private void insert(String organisation, String type, String token, UUID item) {
    jdbc.sql(
            """
            insert into exchange.blind_identifier (organisation, type, token, item)
            values (:organisation, :type, :token, :item)
            """)
        .param("organisation", organisation)
        .param("type", type)
        .param("token", token)
        .param("item", item)
        .update();
  }

  /** A name for the identifier of one organisation that tells nobody what it is. */
  public String tokenOf(String organisation, String system, String value) {
    return index.of(organisation, "=" + system, value);
  }

  /** Waits for any transaction that is about to create what bears the same identifier. */
  public void lock(String organisation, String token) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 8))")
        .param("key", organisation + token)
        .query()
        .listOfRows();
  }

  /**
   * Internal ids of the items that this organisation submitted with such an identifier.
   *
   * @param system null for any, empty for none
   */
  public List<UUID> find(String organisation, String type, String system, String value) {
    String token = index.of(organisation, system == null ? "*" : "=" + system, value);
    return jdbc.sql(
            """
            select item from exchange.blind_identifier
             where organisation = :organisation and type = :type and token = :token
            """)
        .param("organisation", organisation)
        .param("type", type)
        .param("token", token)
        .query(UUID.class)
        .list();
  }
}
