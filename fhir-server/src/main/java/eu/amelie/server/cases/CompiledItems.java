/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.amelie.interceptors.consent.Item;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What a decision looks at in each version of a record, which never changes: codes, labels and
 * references of the pseudonymous record, nothing of identity. Whether a version is the current one,
 * and what was decided about it, is not known here.
 *
 * <p>By revisions, which are random: a transaction reads what it has written itself, and if it is
 * undone the number of its version is given again.
 */
@Component
class CompiledItems {
  private static final int KEPT = 50_000;
  private static final Duration UNUSED = Duration.ofHours(1);

  private final Decisions decisions;
  private final Cache<UUID, Item> compiled =
      Caffeine.newBuilder().maximumSize(KEPT).expireAfterAccess(UNUSED).build();

  CompiledItems(Decisions decisions) {
    this.decisions = decisions;
  }

  /** Empty where it has not been looked at yet; then the record has to be read. */
  Optional<Item> find(UUID revision) {
    return Optional.ofNullable(compiled.getIfPresent(revision));
  }

  /** Of a record by itself. */
  Item of(Stored stored) {
    return compiled.get(UUID.fromString(stored.revision()), ignored -> decisions.item(stored));
  }
}
