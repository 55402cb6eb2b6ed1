/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.rights;

import static eu.amelie.interceptors.Seed.SEED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A file that only its code opens. */
class SealedFileTest {
  private static final int TRIES = 25;
  private static final int SMALLEST = 256 * 1024;

  /** A source that can be said again. */
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final transient byte[] bytes;

    private Given(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }

  @Provide
  Arbitrary<FileCode> codes() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofSize(16)
        .map(bytes -> FileCode.random(new Given(bytes)));
  }

  @Property(tries = TRIES, seed = SEED)
  void itsCodeOpensIt(@ForAll("codes") FileCode code, @ForAll @Size(max = 2000) byte[] content) {
    byte[] sealed = SealedFile.seal(code.key(), content).orElseThrow();

    assertThat(SealedFile.open(code, sealed)).contains(content);
  }

  @Property(tries = TRIES, seed = SEED)
  void noOtherCodeOpensIt(@ForAll("codes") FileCode code, @ForAll("codes") FileCode other) {
    byte[] sealed = SealedFile.seal(code.key(), "what is inside".getBytes(UTF_8)).orElseThrow();

    if (!other.exposedText().equals(code.exposedText())) {
      assertThat(SealedFile.open(other, sealed)).isEmpty();
    }
  }

  @Property(tries = TRIES, seed = SEED)
  void aChangedBitOrAMissingEndIsNotOpened(
      @ForAll("codes") FileCode code, @ForAll @IntRange(min = 0, max = SMALLEST) int place) {
    byte[] sealed = SealedFile.seal(code.key(), new byte[] {1, 2, 3}).orElseThrow();
    byte[] changed = sealed.clone();
    changed[place] ^= 1;

    assertThat(SealedFile.open(code, changed)).isEmpty();
    assertThat(SealedFile.open(code, java.util.Arrays.copyOf(sealed, place))).isEmpty();
  }

  @Property(seed = SEED)
  void aPrintedCodeIsReadHoweverItIsTyped(@ForAll("codes") FileCode code) {
    String printed = code.exposedText();

    assertThat(printed).matches("([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}");
    for (String typed :
        new String[] {
          printed,
          printed.toLowerCase(Locale.ROOT),
          printed.replace("-", ""),
          printed.replace("-", " \u2013 "),
          printed.replace('0', 'o').replace('1', 'l')
        }) {
      assertThat(FileCode.of(typed).orElseThrow().exposedText()).isEqualTo(printed);
    }
  }

  /** Ten bits find all but one in a thousand slips. */
  @Property(seed = SEED)
  void mostSlipsOfThePenAreFound(
      @ForAll("codes") FileCode code, @ForAll @IntRange(min = 0, max = 27) int place) {
    String letters = code.exposedText().replace("-", "");
    char wrong = letters.charAt(place) == 'Z' ? 'Y' : 'Z';
    String slipped = letters.substring(0, place) + wrong + letters.substring(place + 1);

    assertThat(FileCode.of(slipped))
        .satisfiesAnyOf(
            read -> assertThat(read).isEmpty(),
            read -> assertThat(read.orElseThrow().exposedText()).isNotEqualTo(code.exposedText()));
  }

  @Example
  void whatIsNoCodeIsNone() {
    for (String other : new String[] {"", "0", "U".repeat(28), "Z".repeat(28), "0".repeat(29)}) {
      assertThat(FileCode.of(other)).isEmpty();
    }
  }

  /** So that whoever opens files years from now derives the same key. */
  @Example
  void theKeyOfACodeIsFixed() {
    FileCode code = FileCode.random(new Given(new byte[16]));

    assertThat(code.exposedText()).isEqualTo("0000-0000-0000-0000-0000-0000-00Q7");
    assertThat(code.key().text()).isEqualTo(FIXED_KEY);
  }

  /** Computed with another implementation of RFC 9180 and RFC 7748. */
  private static final String FIXED_KEY = "YtSrFfrtBk38xZwWRBjb63NLoU_W1v1Nc3-hQE5WcVY";

  @Example
  void lengthTellsLittle() {
    FileCode code = FileCode.random(new Given(new byte[16]));

    int empty = SealedFile.seal(code.key(), new byte[0]).orElseThrow().length;
    int full = SealedFile.seal(code.key(), new byte[SMALLEST - 4]).orElseThrow().length;
    int more = SealedFile.seal(code.key(), new byte[SMALLEST - 3]).orElseThrow().length;

    assertThat(full).isEqualTo(empty);
    assertThat(more).isGreaterThan(4 * SMALLEST);
  }

  @Example
  void whatCanBeNoKeyIsNotSealedTo() {
    assertThat(FileKey.of("short")).isEmpty();
    assertThat(FileKey.of("A".repeat(42) + "=")).isEmpty();
    assertThat(SealedFile.seal(new FileKey("A".repeat(43)), new byte[1])).isEmpty();
  }

  @Example
  void nothingShowsACode() {
    FileCode code = FileCode.random(new Given(new byte[16]));

    assertThat(code.toString()).isEqualTo("FileCode[redacted]");
  }

  @Example
  void aKeyHasOneSpelling() {
    byte[] other = Base64.getUrlDecoder().decode(FIXED_KEY);
    other[other.length - 1] |= (byte) 0x80;
    String highest = Base64.getUrlEncoder().withoutPadding().encodeToString(other);
    String spare = FIXED_KEY.substring(0, FIXED_KEY.length() - 1) + "Z";

    assertThat(FileKey.of(FIXED_KEY)).contains(new FileKey(FIXED_KEY));
    assertThat(highest).isNotEqualTo(FIXED_KEY);
    assertThat(FileKey.of(highest)).contains(new FileKey(FIXED_KEY));
    assertThat(FileKey.of(spare)).contains(new FileKey(FIXED_KEY));
  }
}
