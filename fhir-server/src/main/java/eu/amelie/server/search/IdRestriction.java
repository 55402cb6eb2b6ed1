/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.search;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Several conditions that each come down to a list of ids, all of which hold. */
final class IdRestriction {
  private Set<String> ids;

  /** Narrows to these as well. */
  void only(Stream<String> some) {
    Set<String> more = some.collect(Collectors.toCollection(LinkedHashSet::new));
    if (ids == null) {
      ids = more;
    } else {
      ids.retainAll(more);
    }
  }

  /** Empty where there is no such condition; an empty set where nothing meets them. */
  Optional<Set<String>> values() {
    return Optional.ofNullable(ids);
  }
}
