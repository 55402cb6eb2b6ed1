/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.rights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;

/**
 * Seals a file to the public half of a code: HPKE in base mode (RFC 9180), one message.
 *
 * <p>Guaranteed: without the code it tells nothing but roughly how large it is, and any change
 * shows when it is opened. Its length is one of few (256 KiB, and four times that each time), so
 * that a file in which others than its carrier have a part is as long as one in which they have
 * none, unless large attachments make the difference. Not guaranteed: who sealed it; anybody can
 * who has the key.
 */
public final class SealedFile {
  /** Names this form and its version. */
  private static final byte[] FORM = "SCF1".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] INFO = "sealed file v1".getBytes(StandardCharsets.US_ASCII);
  private static final int ENCAPSULATION = 32;
  private static final int SMALLEST = 256 * 1024;
  private static final int STEP = 4;

  private SealedFile() {}

  /**
   * @return empty where the key is one that nobody can have derived from a code
   */
  public static Optional<byte[]> seal(FileKey key, byte[] content) {
    HPKE suite = FileKey.suite();
    try {
      HPKEContextWithEncapsulation context = suite.setupBaseS(key.publicKey(), INFO);
      byte[] sealed = context.seal(FORM, padded(content));
      return Optional.of(
          ByteBuffer.allocate(FORM.length + ENCAPSULATION + sealed.length)
              .put(FORM)
              .put(context.getEncapsulation())
              .put(sealed)
              .array());
    } catch (InvalidCipherTextException | IllegalStateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * @return empty where it is not sealed to this code, or was changed
   */
  public static Optional<byte[]> open(FileCode code, byte[] file) {
    int start = FORM.length + ENCAPSULATION;
    if (file.length <= start || !Arrays.equals(Arrays.copyOf(file, FORM.length), FORM)) {
      return Optional.empty();
    }
    try {
      byte[] padded =
          FileKey.suite()
              .setupBaseR(Arrays.copyOfRange(file, FORM.length, start), code.keyPair(), INFO)
              .open(FORM, Arrays.copyOfRange(file, start, file.length));
      return unpadded(padded);
    } catch (InvalidCipherTextException | IllegalStateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] padded(byte[] content) {
    int size = SMALLEST;
    while (size < content.length + Integer.BYTES) {
      size = Math.multiplyExact(size, STEP);
    }
    return ByteBuffer.allocate(size).putInt(content.length).put(content).array();
  }

  private static Optional<byte[]> unpadded(byte[] padded) {
    if (padded.length < Integer.BYTES) {
      return Optional.empty();
    }
    int length = ByteBuffer.wrap(padded).getInt();
    return length < 0 || length > padded.length - Integer.BYTES
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(padded, Integer.BYTES, Integer.BYTES + length));
  }
}
