/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import java.util.Objects;

/**
 * Whose identity a data key opens. Bound into the wrapped key, so that it opens for nobody else.
 *
 * @param person internal id
 * @param custodian id of the organisation that submitted it
 */
public record DataKeyOwner(String person, String custodian) {
  public DataKeyOwner {
    Objects.requireNonNull(person);
    Objects.requireNonNull(custodian);
  }

  /** The internal id stays out of logs. */
  @Override
  public String toString() {
    return "DataKeyOwner[redacted]";
  }
}
