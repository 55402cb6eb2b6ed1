/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.withdrawal;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.call.Content;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;

/**
 * The input of a withdrawal.
 *
 * @param actors organisations whose permission is taken back, as {@code Organization/id}; empty for
 *     everybody
 * @param capturedHow how the person said so
 */
record WithdrawRequest(Set<String> actors, Optional<String> capturedHow) {
  private static final Set<String> METHODS =
      Set.of(
          "written",
          "verbal-witnessed",
          "verbal-interpreted",
          "electronic",
          "assent-minor",
          "guardian",
          "best-interest");

  /**
   * Without a body everything is withdrawn: it must be as easy as that. Who says of whom is told
   * where nobody is meant: else it would seem withdrawn.
   *
   * @param organisations whether the directory lists the organisation of this id
   */
  static WithdrawRequest of(Content content, Predicate<String> organisations) {
    if (content instanceof Content.None) {
      return new WithdrawRequest(Set.of(), Optional.empty());
    }
    Set<String> actors = new HashSet<>();
    Optional<String> how = Optional.empty();
    int index = 0;
    for (ParametersParameterComponent parameter :
        content.resource(Parameters.class).getParameter()) {
      String place = "Parameters.parameter[" + index++ + "]";
      if ("actor".equals(parameter.getName())
          && parameter.getValue() instanceof Reference actor
          && actor.hasReference()) {
        actors.add(organisation(actor, place, organisations));
      } else if ("capturedHow".equals(parameter.getName())
          && parameter.getValue() instanceof CodeType code
          && METHODS.contains(code.getValue())
          && how.isEmpty()) {
        how = Optional.of(code.getValue());
      } else {
        throw ExchangeException.at(
            ErrorCode.PROFILE_VIOLATION,
            place,
            "The parameters are actor (Reference, any number) and capturedHow (code, one).");
      }
    }
    return new WithdrawRequest(actors, how);
  }

  /** A version of an organisation is the organisation. */
  private static String organisation(
      Reference actor, String place, Predicate<String> organisations) {
    IdType named = new IdType(actor.getReference());
    boolean listed =
        "Organization".equals(named.getResourceType())
            && !named.isAbsolute()
            && organisations.test(named.getIdPart());
    if (!listed) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          place + ".value",
          "An actor is an Organization of the directory, as Organization/id. Nothing was withdrawn.");
    }
    return "Organization/" + named.getIdPart();
  }
}
