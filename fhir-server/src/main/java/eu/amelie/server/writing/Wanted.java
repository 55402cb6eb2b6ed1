/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.FhirCall;
import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.NoneExist;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.call.Content;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;

/**
 * One write as it was asked for, in the caller's ids.
 *
 * @param place FHIRPath of the resource in a Bundle; empty for a call of its own
 * @param id of an update's target; empty for a creation
 * @param ifMatch as sent
 * @param noneExist of a creation that is to happen only if nothing of the sender's bears it yet
 * @param fullUrl by which other entries refer to it
 */
record Wanted(
    String place,
    String type,
    Optional<String> id,
    Content content,
    Optional<String> ifMatch,
    Optional<NoneExist> noneExist,
    Optional<String> fullUrl) {
  private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([A-Za-z0-9.\\-]{1,64})\"");

  static Wanted of(FhirCall asked, Content content, String place, Optional<String> fullUrl) {
    Optional<String> ifMatch = asked.conditions().ifMatch();
    Optional<NoneExist> none = asked.conditions().noneExist();
    if (asked.interaction() instanceof Interaction.Create create) {
      return new Wanted(place, create.type(), Optional.empty(), content, ifMatch, none, fullUrl);
    }
    if (asked.interaction() instanceof Interaction.Update update) {
      return new Wanted(
          place, update.type(), Optional.of(update.id()), content, ifMatch, none, fullUrl);
    }
    if (asked.interaction() instanceof Interaction.Patch patch) {
      return new Wanted(
          place, patch.type(), Optional.of(patch.id()), content, ifMatch, none, fullUrl);
    }
    throw ExchangeException.of(ErrorCode.NOT_IN_CONTRACT);
  }

  boolean isCreation() {
    return id.isEmpty();
  }

  /**
   * @throws ExchangeException malformed, where the body is of another type than the address
   */
  Resource resource() {
    Resource resource = content.resource();
    if (!resource.fhirType().equals(type)) {
      throw ExchangeException.at(
          ErrorCode.MALFORMED, at(null), "The body is not a resource of the type of its address.");
    }
    return resource;
  }

  /** The version that the caller believes to be the current one. */
  String expectedVersion() {
    Matcher tag =
        ETAG.matcher(ifMatch.orElseThrow(() -> refusal(ErrorCode.VERSION_REQUIRED)).strip());
    if (!tag.matches()) {
      throw refusal(ErrorCode.VERSION_CONFLICT);
    }
    return tag.group(1);
  }

  ExchangeException refusal(ErrorCode code) {
    return ExchangeException.at(code, place.isEmpty() ? null : place, code.message());
  }

  /** A refusal that names elements of the resource, with where they stand in what was sent. */
  ExchangeException placed(ExchangeException refusal) {
    return ExchangeException.of(
        refusal.code(),
        refusal.issues().stream()
            .map(i -> new ExchangeException.Issue(at(i.expression()), i.message()))
            .toList());
  }

  /** Where an element of the resource stands in what was sent. */
  String at(String element) {
    if (place.isEmpty()) {
      return element;
    }
    if (element == null) {
      return place;
    }
    int dot = element.indexOf('.');
    return dot < 0 ? place : place + element.substring(dot);
  }
}
