/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class BlindIndexAndTokensTest {
  private static final byte[] CALLER = AssociatedData.of("shelter-be");

  private final BlindIndex index = new BlindIndex(new BlindIndexKey(new byte[32]));
  private final SealedToken tokens =
      new SealedToken(new PageTokenKey(new byte[32]), new SecureRandom());

  @Test
  void whenOneOrganisationSubmitsTheSameTwiceThenItIsFoundAgain() {
    assertThat(index.of("hospital-be", "urn:s", "1"))
        .isEqualTo(index.of("hospital-be", "urn:s", "1"));
  }

  @Test
  void whenTwoOrganisationsSubmitTheSameThenNothingShowsIt() {
    assertThat(index.of("hospital-be", "urn:s", "1"))
        .isNotEqualTo(index.of("hospital-gr", "urn:s", "1"));
  }

  @Test
  void whenSystemAndValueAreCutElsewhereThenTheEntryIsAnother() {
    assertThat(index.of("hospital-be", "urn:s", "1"))
        .isNotEqualTo(index.of("hospital-be", "urn:", "s1"));
  }

  @Test
  void digestsOfDifferentPurposesAndSendersDiffer() {
    SubmissionDigest digest = new SubmissionDigest(new SubmissionKey(new byte[32]));
    assertThat(digest.of("key", "a", "x"))
        .isEqualTo(digest.of("key", "a", "x"))
        .isNotEqualTo(digest.of("content", "a", "x"))
        .isNotEqualTo(digest.of("key", "b", "x"));
  }

  @Test
  void whenATokenIsPresentedByItsCallerThenItOpens() {
    String token = tokens.seal(content(), CALLER);
    assertThat(tokens.open(token, CALLER)).hasValue(content());
  }

  @Test
  void whenATokenIsAnothersOrChangedOrNoneOfOursThenItDoesNot() {
    String token = tokens.seal(content(), CALLER);
    assertThat(tokens.open(token, AssociatedData.of("shelter-gr"))).isEmpty();
    assertThat(tokens.open(token.substring(4), CALLER)).isEmpty();
    assertThat(tokens.open("", CALLER)).isEmpty();
    assertThat(tokens.open("no token!", CALLER)).isEmpty();
  }

  private static byte[] content() {
    return "offset 20".getBytes(StandardCharsets.UTF_8);
  }
}
