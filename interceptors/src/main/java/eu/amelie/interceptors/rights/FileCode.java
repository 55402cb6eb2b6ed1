/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.rights;

import eu.amelie.interceptors.pseudonym.keys.Hkdf;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * The code that opens one sealed file: 128 random bits, printed as 28 letters and digits of which
 * the last two find slips of the pen. From it follows a pair of keys (RFC 9180, DeriveKeyPair); the
 * public half is what a file is sealed to.
 *
 * <p>Guaranteed: the exchange needs the public half alone, from which the code does not follow. As
 * the code is as random as it is long, it needs no slow derivation. Not guaranteed: that who prints
 * or carries a code has not read it.
 */
public final class FileCode {
  /** Crockford's Base32: no letter that is taken for a digit. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int BITS_OF_ONE = 5;
  private static final int RANDOM_BYTES = 16;
  private static final int LETTERS = 26;
  private static final int CHECKS = 2;
  private static final int GROUP = 4;
  private static final int MATERIAL = 32;
  private static final byte[] INFO = "sealed file, code v1".getBytes(StandardCharsets.US_ASCII);

  private final byte[] secret;

  private FileCode(byte[] secret) {
    this.secret = secret;
  }

  public static FileCode random(SecureRandom random) {
    byte[] secret = new byte[RANDOM_BYTES];
    random.nextBytes(secret);
    return new FileCode(secret);
  }

  /** Reads what was printed, however it was typed; empty for what is no code. */
  public static Optional<FileCode> of(String printed) {
    String letters =
        printed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s\\p{Pd}]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    if (letters.length() != LETTERS + CHECKS
        || !letters.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0)) {
      return Optional.empty();
    }
    BigInteger number = BigInteger.ZERO;
    for (char letter : letters.substring(0, LETTERS).toCharArray()) {
      number = number.shiftLeft(BITS_OF_ONE).or(BigInteger.valueOf(ALPHABET.indexOf(letter)));
    }
    if (number.bitLength() > RANDOM_BYTES * Byte.SIZE) {
      return Optional.empty();
    }
    FileCode code = new FileCode(fixed(number));
    return code.letters().equals(letters) ? Optional.of(code) : Optional.empty();
  }

  private static byte[] fixed(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[RANDOM_BYTES];
    int length = Math.min(bytes.length, RANDOM_BYTES);
    System.arraycopy(bytes, bytes.length - length, fixed, RANDOM_BYTES - length, length);
    return fixed;
  }

  /** The code itself, in groups of four, for the one paper that bears it; never log or store it. */
  public String exposedText() {
    return letters().replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
  }

  private String letters() {
    StringBuilder letters = new StringBuilder();
    BigInteger number = new BigInteger(1, secret);
    for (int i = LETTERS - 1; i >= 0; i--) {
      letters.append(letter(number.shiftRight(i * BITS_OF_ONE).intValue()));
    }
    byte[] digest = new byte[MATERIAL];
    SHA256Digest sha = new SHA256Digest();
    sha.update(secret, 0, secret.length);
    sha.doFinal(digest, 0);
    for (int i = 0; i < CHECKS; i++) {
      letters.append(letter(digest[i]));
    }
    return letters.toString();
  }

  private static char letter(int bits) {
    return ALPHABET.charAt(bits & (ALPHABET.length() - 1));
  }

  /** What a file is sealed to. */
  public FileKey key() {
    return FileKey.ofPublic(keyPair().getPublic());
  }

  AsymmetricCipherKeyPair keyPair() {
    return FileKey.suite().deriveKeyPair(Hkdf.derive(secret, null, INFO, MATERIAL));
  }

  /** Shows no code. */
  @Override
  public String toString() {
    return "FileCode[redacted]";
  }
}
