/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.openapi;

import static eu.amelie.interceptors.disclosure.ErrorCode.DUPLICATE_CONFLICT;
import static eu.amelie.interceptors.disclosure.ErrorCode.INSUFFICIENT_SCOPE;
import static eu.amelie.interceptors.disclosure.ErrorCode.LIMIT_EXCEEDED;
import static eu.amelie.interceptors.disclosure.ErrorCode.MALFORMED;
import static eu.amelie.interceptors.disclosure.ErrorCode.NOT_FOUND;
import static eu.amelie.interceptors.disclosure.ErrorCode.PROFILE_VIOLATION;
import static eu.amelie.interceptors.disclosure.ErrorCode.THROTTLED;
import static eu.amelie.interceptors.disclosure.ErrorCode.UNAUTHENTICATED;
import static eu.amelie.interceptors.disclosure.ErrorCode.UNAVAILABLE;
import static eu.amelie.interceptors.disclosure.ErrorCode.URI_TOO_LONG;
import static eu.amelie.interceptors.disclosure.ErrorCode.VERSION_CONFLICT;
import static eu.amelie.interceptors.disclosure.ErrorCode.VERSION_REQUIRED;

import eu.amelie.interceptors.disclosure.ErrorCode;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a call may be answered with. */
final class ApiAnswers {
  private static final List<ErrorCode> ANYTIME =
      List.of(MALFORMED, UNAUTHENTICATED, INSUFFICIENT_SCOPE, URI_TOO_LONG, THROTTLED, UNAVAILABLE);

  private ApiAnswers() {}

  /** Every refusal of the catalogue, by its status. */
  static Map<String, ApiResponse> refusals() {
    Map<Integer, List<ErrorCode>> byStatus =
        Arrays.stream(ErrorCode.values())
            .collect(Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toList()));
    Map<String, ApiResponse> refusals = new TreeMap<>();
    byStatus.forEach((status, codes) -> refusals.put(name(status), refusal(status, codes)));
    return refusals;
  }

  private static String name(int status) {
    return "Refusal" + status;
  }

  private static ApiResponse refusal(int status, List<ErrorCode> codes) {
    String words =
        codes.stream()
            .map(code -> "`%s`: %s".formatted(code.code(), code.message()))
            .collect(Collectors.joining("\n\n"));
    ApiResponse refusal =
        new ApiResponse()
            .description(words)
            .content(ApiContent.outcomeContent())
            .addHeaderObject("X-Request-Id", text("Names this answer in the audit trail."))
            .addHeaderObject(
                "Content-Language",
                text("Of details.text: en, fr, nl, de, el or it, as Accept-Language asks."));
    if (status == THROTTLED.status() || status == UNAVAILABLE.status()) {
      refusal.addHeaderObject(
          "Retry-After", new Header().description("Seconds.").schema(new IntegerSchema()));
    }
    if (status == UNAUTHENTICATED.status()) {
      refusal.addHeaderObject("WWW-Authenticate", text("Bearer"));
    }
    return refusal;
  }

  private static Header text(String description) {
    return new Header().description(description).schema(new StringSchema());
  }

  static ApiResponses of(ApiCall call) {
    ApiResponses responses = new ApiResponses();
    ApiResponse done = new ApiResponse().description("Done").content(ApiContent.answer(call));
    done.addHeaderObject("X-Request-Id", text("Names this answer in the audit trail."));
    switch (call.kind()) {
      case READ -> {
        done.addHeaderObject("ETag", text("The version, for If-Match and If-None-Match."));
        responses.addApiResponse("304", new ApiResponse().description("As If-None-Match says"));
      }
      case CREATE -> {
        done.addHeaderObject("Location", text("Where it is, in your ids."));
        done.addHeaderObject("ETag", text("The version, for If-Match."));
        responses.addApiResponse(
            "200",
            new ApiResponse()
                .description("Stored before, by its placer identifier or as If-None-Exist names it")
                .content(ApiContent.answer(call)));
      }
      case UPDATE, PATCH -> done.addHeaderObject("ETag", text("The version, for If-Match."));
      default -> {
        // Nothing beside the body.
      }
    }
    responses.addApiResponse(call.kind() == ApiCall.Kind.CREATE ? "201" : "200", done);
    for (ErrorCode code : refusalsOf(call)) {
      responses.addApiResponse(Integer.toString(code.status()), refusal(code.status()));
    }
    return responses;
  }

  /** The refusals of one status, where the document lists them all. */
  static ApiResponse refusal(int status) {
    return new ApiResponse().$ref("#/components/responses/" + name(status));
  }

  private static List<ErrorCode> refusalsOf(ApiCall call) {
    List<ErrorCode> codes = new ArrayList<>(ANYTIME);
    if (call.addressesOne() || call.kind().writes() || call.kind() == ApiCall.Kind.PAGE) {
      codes.add(NOT_FOUND);
    }
    if (call.kind().writes() || call.operation().isPresent()) {
      codes.add(LIMIT_EXCEEDED);
      codes.add(PROFILE_VIOLATION);
    }
    switch (call.kind()) {
      case UPDATE, PATCH -> {
        codes.add(VERSION_CONFLICT);
        codes.add(VERSION_REQUIRED);
      }
      case CREATE -> {
        codes.add(DUPLICATE_CONFLICT);
        codes.add(VERSION_CONFLICT);
      }
      case BUNDLE -> {
        codes.add(DUPLICATE_CONFLICT);
        codes.add(VERSION_CONFLICT);
        codes.add(VERSION_REQUIRED);
      }
      default -> {
        // No other.
      }
    }
    return codes;
  }

  static ApiResponses discovery() {
    return new ApiResponses()
        .addApiResponse(
            "200",
            new ApiResponse()
                .description("SMART configuration")
                .content(
                    new Content()
                        .addMediaType(
                            "application/json", new MediaType().schema(new ObjectSchema()))));
  }
}
