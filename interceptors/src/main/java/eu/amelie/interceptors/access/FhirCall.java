/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.List;

/** One understood call: what it asks for, its parameters in order, its conditions. */
public record FhirCall(
    Interaction interaction, List<QueryParameter> parameters, Conditions conditions) {
  public FhirCall {
    parameters = List.copyOf(parameters);
  }
}
