/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

class PublishedVectorsTest {
  /** RFC 5869, A.1. */
  @Test
  void hkdfWithSaltAndInfo() {
    byte[] derived =
        Hkdf.derive(
            hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"),
            hex("000102030405060708090a0b0c"),
            hex("f0f1f2f3f4f5f6f7f8f9"),
            42);
    assertThat(derived)
        .isEqualTo(
            hex(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
                    + "34007208d5b887185865"));
  }

  /** RFC 5869, A.3. */
  @Test
  void hkdfWithoutSaltAndInfo() {
    byte[] derived =
        Hkdf.derive(hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"), null, new byte[0], 42);
    assertThat(derived)
        .isEqualTo(
            hex(
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                    + "9d201395faa4b61a96c8"));
  }

  /** RFC 4231, test cases 1 and 2. */
  @Test
  void hmacSha256() {
    assertThat(Hmac.sha256(hex("0b".repeat(20)), text("Hi There")))
        .isEqualTo(hex("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"));
    assertThat(Hmac.sha256(text("Jefe"), text("what do ya want for nothing?")))
        .isEqualTo(hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
  }

  /** The GCM specification, test case 16: 256-bit key, 20 bytes of associated data. */
  @Test
  void aes256GcmWithTag() throws Exception {
    byte[] plain =
        hex(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
    byte[] sealed =
        Aead.cipher(
                Cipher.ENCRYPT_MODE,
                new PageTokenKey(hex("feffe9928665731c6d6a8f9467308308".repeat(2))),
                hex("cafebabefacedbaddecaf888"),
                0,
                hex("feedfacedeadbeeffeedfacedeadbeefabaddad2"))
            .doFinal(plain);
    assertThat(sealed)
        .isEqualTo(
            hex(
                "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                    + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                    + "76fc6ece0f4e1768cddf8853bb2d551b"));
  }

  /**
   * Test case 14 (zero key, zero nonce, one zero block) through our own format; the tag differs
   * because our associated data is never empty.
   */
  @Test
  void aes256GcmInOurFormat() {
    byte[] sealed =
        Aead.seal(new PageTokenKey(new byte[32]), new Zeros(), new byte[16], new byte[0]);
    assertThat(HexFormat.of().formatHex(sealed))
        .startsWith("01" + "00".repeat(12) + "cea7403d4d606b6e074ec5d3baf39d18");
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static final class Zeros extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
      java.util.Arrays.fill(bytes, (byte) 0);
    }
  }
}
