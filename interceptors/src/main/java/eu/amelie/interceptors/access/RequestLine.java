/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.disclosure.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads requests, and the entries of Bundles by the same rules.
 *
 * <p>Guaranteed: what is understood has one reading; percent signs are decoded once, and no part of
 * it holds a control character, a separator or a step upwards. Whoever forwards the call builds its
 * address from the {@link Interaction}, not from the raw path. Not guaranteed: that the caller may
 * do it, that its parameters exist, or that anything is there; see {@link Gate}.
 */
public final class RequestLine {
  static final int MAX_URL = 8 * 1024;
  static final int MAX_FORM = 64 * 1024;

  private RequestLine() {}

  /**
   * Reads one HTTP request. {@code _page} at the base is a page link; headers that would change the
   * method or the workings of the store are refused.
   */
  public static Reading read(RawRequest request) {
    try {
      bound(request);
      Conditions conditions = HeaderRules.conditions(request.headers());
      List<QueryParameter> parameters = new ArrayList<>(QueryString.read(request.query(), true));
      Interaction interaction = PathReader.read(request.method(), request.path(), parameters);
      parameters.addAll(form(interaction, request.form()));
      return new Reading.Understood(new FhirCall(interaction, parameters, conditions));
    } catch (Rejection rejection) {
      return new Reading.Rejected(rejection.code(), rejection.getMessage());
    }
  }

  /**
   * Reads {@code Bundle.entry.request}. The address is relative to the base, without a slash in
   * front: whatever names a server, a scheme, another Bundle or a page is malformed.
   */
  public static Reading readEntry(String method, String url, Conditions conditions) {
    if (method == null || url == null || !url.matches("[A-Za-z$_%][^:#?]*(\\?[^#]*)?")) {
      return new Reading.Rejected(
          ErrorCode.MALFORMED, "The address of an entry is relative to the base.");
    }
    try {
      checked(conditions);
    } catch (Rejection rejection) {
      return new Reading.Rejected(rejection.code(), rejection.getMessage());
    }
    int mark = url.indexOf('?');
    String path = "/" + (mark < 0 ? url : url.substring(0, mark));
    String query = mark < 0 ? "" : url.substring(mark + 1);
    Reading reading = read(RawRequest.of(method, path, query));
    return reading instanceof Reading.Understood understood
        ? new Reading.Understood(
            new FhirCall(
                understood.call().interaction(), understood.call().parameters(), conditions))
        : reading;
  }

  private static void bound(RawRequest request) {
    if (request.path().length() + request.query().length() + 1 > MAX_URL) {
      throw Rejection.of(ErrorCode.URI_TOO_LONG);
    }
    if (request.form().length() > MAX_FORM) {
      throw Rejection.of(ErrorCode.LIMIT_EXCEEDED);
    }
  }

  private static List<QueryParameter> form(Interaction interaction, String form) {
    if (!form.isEmpty() && !takesForm(interaction)) {
      // A servlet container would add the form's fields to the query's, behind the gate.
      throw Rejection.malformed("A form body is for searches only.");
    }
    return QueryString.read(form, false);
  }

  private static boolean takesForm(Interaction interaction) {
    return interaction instanceof Interaction.SearchOfSystem
        || (interaction instanceof Interaction.SearchOfType search && search.posted());
  }

  private static void checked(Conditions conditions) {
    conditions.ifMatch().ifPresent(HeaderRules::checked);
    conditions.ifNoneMatch().ifPresent(HeaderRules::checked);
    conditions.ifModifiedSince().ifPresent(HeaderRules::checked);
    conditions.ifNoneExist().ifPresent(HeaderRules::checked);
  }
}
