/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {

  /** The table "Answers" of the contract, and the codes named beside it. */
  @ParameterizedTest
  @CsvSource({
    "not-found, 404",
    "unauthenticated, 401",
    "insufficient-scope, 403",
    "not-in-contract, 403",
    "profile-violation, 422",
    "malformed, 400",
    "consent-insufficient, 422",
    "version-conflict, 412",
    "version-required, 428",
    "duplicate-conflict, 409",
    "limit-exceeded, 413",
    "throttled, 429",
    "unavailable, 503",
    "transition-not-allowed, 422",
    "reason-required, 422",
    "test-label-missing, 422",
    "processing-restricted, 422"
  })
  void everyCodeOfTheContractHasItsStatus(String code, int status) {
    ErrorCode found = ErrorCode.valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));

    assertThat(found.code()).isEqualTo(code);
    assertThat(found.status()).isEqualTo(status);
  }

  @Test
  void statusesWithoutACodeOfTheirOwnBorrowTheNearest() {
    assertThat(ErrorCode.METHOD_NOT_ALLOWED.code()).isEqualTo("malformed");
    assertThat(ErrorCode.METHOD_NOT_ALLOWED.status()).isEqualTo(405);
    assertThat(ErrorCode.URI_TOO_LONG.code()).isEqualTo("limit-exceeded");
    assertThat(ErrorCode.URI_TOO_LONG.status()).isEqualTo(414);
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyMessageIsASentenceThatNamesNoTopicAndNoMachinery(ErrorCode code) {
    assertThat(code.message()).endsWith(".").matches("[A-Z].*");
    assertThat(code.message().toLowerCase(Locale.ROOT))
        .doesNotContain("traffick", "victim", "exploit", "hapi", "sql", "exception", "hidden");
  }

  @Test
  void everyErrorThatTheCallerCanMendIsBelowFiveHundred() {
    assertThat(Arrays.stream(ErrorCode.values()).filter(code -> code.status() >= 500))
        .containsExactly(ErrorCode.UNAVAILABLE);
  }
}
