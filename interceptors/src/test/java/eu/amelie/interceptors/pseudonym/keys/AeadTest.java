/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AeadTest {
  private static final SecretBytes KEY = new PageTokenKey(FixedKeys.bytes(7));
  private static final byte[] ASSOCIATED = AssociatedData.of("for", "this");

  private final SecureRandom random = new SecureRandom();

  @Test
  void whatWasSealedOpensAndNothingElseDoes() {
    byte[] sealed = Aead.seal(KEY, random, new byte[] {1, 2, 3}, ASSOCIATED);

    assertThat(Aead.open(KEY, sealed, ASSOCIATED)).hasValue(new byte[] {1, 2, 3});
    assertThat(Aead.open(KEY, sealed, AssociatedData.of("for", "that"))).isEmpty();
    assertThat(Aead.open(new PageTokenKey(FixedKeys.bytes(8)), sealed, ASSOCIATED)).isEmpty();
    assertThat(Aead.open(KEY, Arrays.copyOf(sealed, sealed.length - 1), ASSOCIATED)).isEmpty();
    assertThat(Aead.open(KEY, new byte[0], ASSOCIATED)).isEmpty();
    assertThat(Aead.open(KEY, null, ASSOCIATED)).isEmpty();
  }

  /** From several threads that share one source, as the server's do. */
  @Test
  void whenAQuarterOfAMillionAreSealedThenNoNonceRepeats() {
    int seals = 250_000;
    Set<ByteBuffer> nonces = ConcurrentHashMap.newKeySet(seals);
    IntStream.range(0, seals)
        .parallel()
        .forEach(
            i -> {
              byte[] sealed = Aead.seal(KEY, random, new byte[] {1}, ASSOCIATED);
              nonces.add(ByteBuffer.wrap(Arrays.copyOfRange(sealed, 1, 13)));
            });
    assertThat(nonces).hasSize(seals);
  }
}
