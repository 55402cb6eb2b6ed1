/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.Optional;

/**
 * One decoded parameter as it came, still in the caller's ids.
 *
 * @param name without its modifier; a chain keeps its dots
 * @param modifier what follows the first colon of the name
 * @param value never blank; may be an OR list
 * @param inUrl false for a parameter of a form body, which no log of addresses keeps
 */
public record QueryParameter(String name, Optional<String> modifier, String value, boolean inUrl) {

  /** The value may identify a person: only the name is printed. */
  @Override
  public String toString() {
    return name + modifier.map(m -> ":" + m).orElse("");
  }
}
