/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.call;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.limits.Patch;
import org.hl7.fhir.r4.model.Resource;

/** What a call brings along, read strictly. It may be changed by whoever answers. */
public sealed interface Content {

  /** Nothing, or a form that was read as parameters. */
  record None() implements Content {}

  /** A resource. */
  record Whole(Resource resource) implements Content {
    @Override
    public String toString() {
      return "Whole[" + resource.fhirType() + "]";
    }
  }

  /** A JSON Patch. */
  record Change(Patch patch) implements Content {
    @Override
    public String toString() {
      return "Change";
    }
  }

  static Content none() {
    return new None();
  }

  /**
   * The resource that was sent.
   *
   * @throws ExchangeException malformed, where there is none
   */
  default Resource resource() {
    if (this instanceof Whole whole) {
      return whole.resource();
    }
    throw ExchangeException.at(
        ErrorCode.MALFORMED, null, "This call needs a resource as its body.");
  }

  /**
   * The resource that was sent, of this type.
   *
   * @throws ExchangeException malformed, where it is of another
   */
  default <T extends Resource> T resource(Class<T> type) {
    if (type.isInstance(resource())) {
      return type.cast(resource());
    }
    throw ExchangeException.at(
        ErrorCode.MALFORMED, null, "The body is not a resource of the type this address is for.");
  }
}
