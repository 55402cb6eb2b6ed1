/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.List;
import java.util.Optional;

/**
 * An admitted search. Ids and references are still the caller's.
 *
 * @param lastUpdated bounds that all hold
 * @param sort of {@code _lastUpdated}, the only order on offer
 * @param total absent: the server's choice
 */
public record SearchRequest(
    String type,
    List<SearchParam> params,
    List<Include> includes,
    List<SearchValue.Moment> lastUpdated,
    Optional<SortOrder> sort,
    Optional<TotalMode> total,
    Presentation presentation) {

  public SearchRequest {
    params = List.copyOf(params);
    includes = List.copyOf(includes);
    lastUpdated = List.copyOf(lastUpdated);
  }

  /** An {@code _include} that the contract lists. */
  public record Include(String type, String parameter, String target) {}

  /** Direction of a sort. */
  public enum SortOrder {
    ASCENDING,
    DESCENDING
  }

  /** The codes of {@code _total}. */
  public enum TotalMode {
    NONE,
    ESTIMATE,
    ACCURATE
  }

  /** The same with other bounds of {@code _lastUpdated}. */
  public SearchRequest since(List<SearchValue.Moment> bounds) {
    return new SearchRequest(type, params, includes, bounds, sort, total, presentation);
  }

  public int count() {
    return presentation.count();
  }

  /** True when the answer is a total without rows. */
  public boolean countOnly() {
    return presentation.count() == 0 || presentation.summary() == Presentation.Summary.COUNT;
  }
}
