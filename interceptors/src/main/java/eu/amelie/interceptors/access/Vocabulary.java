/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.disclosure.ErrorCode;
import java.util.Set;

/** Says what is outside a contract, naming it only where its name is a word of FHIR. */
final class Vocabulary {
  private static final Set<String> WORDS =
      Set.of(
          "_at",
          "_contained",
          "_containedType",
          "_content",
          "_count",
          "_elements",
          "_filter",
          "_format",
          "_getpages",
          "_has",
          "_id",
          "_include",
          "_language",
          "_lastUpdated",
          "_list",
          "_page",
          "_pretty",
          "_profile",
          "_query",
          "_revinclude",
          "_security",
          "_since",
          "_sort",
          "_source",
          "_summary",
          "_tag",
          "_text",
          "_total",
          "_type",
          "active",
          "address",
          "birthdate",
          "business-status",
          "code",
          "date",
          "email",
          "encounter",
          "family",
          "focus",
          "gender",
          "given",
          "identifier",
          "location",
          "name",
          "organization",
          "owner",
          "participating-organization",
          "patient",
          "phone",
          "primary-organization",
          "role",
          "service-type",
          "status",
          "subject",
          "telecom");

  private Vocabulary() {}

  static Rejection parameterNotListed(QueryParameter parameter) {
    String what =
        WORDS.contains(parameter.name())
            ? "The parameter " + parameter.name()
            : "A parameter of this call";
    return notListed(parameter.modifier().isPresent() ? what + " with this modifier" : what);
  }

  static Rejection postOnly(QueryParameter parameter) {
    return Rejection.of(
        ErrorCode.NOT_IN_CONTRACT,
        "The parameter " + parameter.name() + " is taken from the body of POST _search only.");
  }

  static Rejection includeNotListed() {
    return notListed("An _include of this call");
  }

  static Rejection callNotListed() {
    return Rejection.of(ErrorCode.NOT_IN_CONTRACT);
  }

  private static Rejection notListed(String what) {
    return Rejection.of(
        ErrorCode.NOT_IN_CONTRACT, what + " is not in your role's contract: see /fhir/metadata.");
  }
}
