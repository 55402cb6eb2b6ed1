/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.List;

/**
 * One admitted search parameter; a repeated one (AND) is there once per occurrence. It has no
 * modifier: no contract lists any.
 *
 * @param values alternatives (OR), never empty
 */
public record SearchParam(String name, ParameterKind kind, List<SearchValue> values) {
  public SearchParam {
    values = List.copyOf(values);
  }
}
