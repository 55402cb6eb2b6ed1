/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.disclosure;

import java.util.Locale;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Every refusal the exchange knows: {@code CodeSystem/sc-error}. */
public enum ErrorCode {
  NOT_FOUND(404, IssueType.NOTFOUND, "There is nothing at this address."),
  UNAUTHENTICATED(401, IssueType.LOGIN, "A valid access token is needed."),
  INSUFFICIENT_SCOPE(403, IssueType.FORBIDDEN, "The token's scope does not cover this call."),
  NOT_IN_CONTRACT(
      403, IssueType.NOTSUPPORTED, "This call is not in your role's contract: see /fhir/metadata."),
  PROFILE_VIOLATION(422, IssueType.INVALID, "The content does not fit its profile."),
  MALFORMED(400, IssueType.STRUCTURE, "The request could not be read."),
  METHOD_NOT_ALLOWED(405, IssueType.NOTSUPPORTED, "This method is not offered here."),
  CONSENT_INSUFFICIENT(
      422, IssueType.BUSINESSRULE, "The Consent does not permit the addressed organisation."),
  VERSION_CONFLICT(
      412, IssueType.CONFLICT, "If-Match does not name the current version: read again."),
  VERSION_REQUIRED(428, IssueType.REQUIRED, "An update needs If-Match with the current version."),
  DUPLICATE_CONFLICT(
      409, IssueType.DUPLICATE, "This placer identifier was used for other content before."),
  LIMIT_EXCEEDED(413, IssueType.TOOLONG, "The request is larger than this server accepts."),
  URI_TOO_LONG(414, IssueType.TOOLONG, "The URL is longer than this server accepts."),
  THROTTLED(429, IssueType.THROTTLED, "Too many requests: try again later."),
  UNAVAILABLE(503, IssueType.TRANSIENT, "The service is not available now: try again later."),
  TRANSITION_NOT_ALLOWED(
      422, IssueType.BUSINESSRULE, "The Task cannot take this step from where it is."),
  REASON_REQUIRED(
      422,
      IssueType.REQUIRED,
      "This status needs a statusReason with a code of sc-status-reason that is meant for it."),
  PROCESSING_RESTRICTED(
      422, IssueType.BUSINESSRULE, "This part of the case is restricted: it is kept and not used."),
  TEST_LABEL_MISSING(
      422, IssueType.BUSINESSRULE, "The sandbox takes only test data: label the Patient HTEST.");

  public static final String SYSTEM =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-error";

  private final int status;
  private final IssueType type;
  private final String message;

  ErrorCode(int status, IssueType type, String message) {
    this.status = status;
    this.type = type;
    this.message = message;
  }

  /** The code on the wire. 405 and 414 share {@code malformed} and {@code limit-exceeded}. */
  public String code() {
    return switch (this) {
      case METHOD_NOT_ALLOWED -> MALFORMED.code();
      case URI_TOO_LONG -> LIMIT_EXCEEDED.code();
      default -> name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }

  public int status() {
    return status;
  }

  public IssueType issueType() {
    return type;
  }

  public String message() {
    return message;
  }
}
