/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.openapi;

import eu.amelie.interceptors.access.Role;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * A parameter of a call.
 *
 * @param values all that it may be; empty: anything of its form
 * @param roles whose contract lists it
 */
record ApiParameter(
    String name,
    Place place,
    Form form,
    boolean required,
    String description,
    Set<String> values,
    Set<Role> roles) {

  /** Where it stands. */
  enum Place {
    PATH,
    QUERY,
    HEADER,
    FORM
  }

  /** What it looks like. */
  enum Form {
    TEXT,
    NUMBER,
    TRUTH
  }

  /** The same call under another contract. */
  ApiParameter and(ApiParameter other) {
    Set<String> both = new TreeSet<>(values);
    both.addAll(other.values);
    Set<Role> all = EnumSet.copyOf(roles);
    all.addAll(other.roles);
    return new ApiParameter(name, place, form, required, description, both, all);
  }
}
