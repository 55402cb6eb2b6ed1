/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.NoneExist;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.facts.BlindIdentifiers;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Creations that are to happen only if nothing bears their identifier yet. Guaranteed: of many that
 * come at once, on whatever node, one creates; only the caller's own submissions count, whoever
 * else's bear the same identifier.
 */
@Component
class ConditionalCreates {
  private final BlindIdentifiers identifiers;
  private final CaseFacts facts;

  ConditionalCreates(BlindIdentifiers identifiers, CaseFacts facts) {
    this.identifiers = identifiers;
    this.facts = facts;
  }

  /**
   * What stands already for those that need not be created. Call in a transaction, before any other
   * lock but that of a submission is taken.
   *
   * @throws ExchangeException version-conflict where several bear the identifier, malformed where
   *     two entries name the same one
   */
  Map<Wanted, CaseItem> alreadyThere(Caller caller, List<Wanted> wanted) {
    Map<String, Wanted> byToken = new TreeMap<>();
    for (Wanted one : wanted) {
      one.noneExist()
          .map(none -> identifiers.tokenOf(caller.organisation(), none.system(), none.value()))
          .filter(token -> byToken.put(token, one) != null)
          .ifPresent(
              token -> {
                throw ExchangeException.at(
                    ErrorCode.MALFORMED, one.at(null), "A Bundle changes each resource once.");
              });
    }
    byToken.keySet().forEach(token -> identifiers.lock(caller.organisation(), token));
    // Two entries of a Bundle can be equal and are two all the same.
    Map<Wanted, CaseItem> there = new IdentityHashMap<>();
    for (Wanted one : byToken.values()) {
      List<UUID> found = find(caller, one, one.noneExist().orElseThrow());
      if (found.size() > 1) {
        throw ExchangeException.at(
            ErrorCode.VERSION_CONFLICT,
            one.at(null),
            "Several items of yours bear this identifier.");
      }
      found.forEach(id -> there.put(one, facts.item(id).orElseThrow()));
    }
    return there;
  }

  private List<UUID> find(Caller caller, Wanted one, NoneExist none) {
    return identifiers.find(caller.organisation(), one.type(), none.system(), none.value());
  }

  /** Where references to such an entry go. */
  static Map<String, String> byFullUrl(Map<Wanted, CaseItem> there) {
    return there.entrySet().stream()
        .filter(one -> one.getKey().fullUrl().isPresent())
        .collect(
            Collectors.toMap(
                one -> one.getKey().fullUrl().orElseThrow(),
                one -> one.getValue().type() + "/" + one.getValue().id()));
  }
}
