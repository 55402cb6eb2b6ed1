/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

/**
 * How large a body may be; what is beyond is refused with 413.
 *
 * @param bytes of the body, as sent and after inflation; default 8 MiB
 * @param stringLength characters of any one value that is not base64; default 1 MiB
 * @param attachmentData bytes of any one base64 value after decoding; default 3 MiB
 * @param entries of all Bundles and parameters of all Parameters in one body; also the operations
 *     of a JSON Patch; default 200
 * @param depth of elements within each other, the resource itself included; a list is no level of
 *     its own, so that JSON and XML count alike; default 50
 * @param values elements, primitive values and lists in one body: a small body can hold a million
 *     of them, each of which costs a hundred times its size in memory; default 200,000
 */
public record BodyLimits(
    int bytes, int stringLength, int attachmentData, int entries, int depth, int values) {
  private static final int MEBI = 1024 * 1024;

  public static final BodyLimits DEFAULT =
      new BodyLimits(8 * MEBI, MEBI, 3 * MEBI, 200, 50, 200_000);

  /** Walks are recursive, one or two frames a level. */
  private static final int DEEPEST = 200;

  public BodyLimits {
    positive(bytes);
    positive(stringLength);
    positive(attachmentData);
    positive(entries);
    positive(depth);
    positive(values);
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("A depth of more than " + DEEPEST);
    }
    if (bytes == Integer.MAX_VALUE) {
      throw new IllegalArgumentException("A body limit that cannot be exceeded");
    }
  }

  /** Characters of the longest value that any rule below could allow. */
  int longestValue() {
    // Base64 in lines of 76 characters is about 1.4 times its content.
    return (int) Math.min(bytes, Math.max(stringLength, attachmentData * 3L / 2));
  }

  private static void positive(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("A limit below one");
    }
  }
}
