/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

/** What may stand in any string at all. */
final class TextRule {
  private TextRule() {}

  /**
   * No control character but TAB, LF and CR, no half of a surrogate pair, none of the two
   * characters that XML cannot carry.
   */
  static boolean allows(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7F) {
        if (Character.isHighSurrogate(c)
            && i + 1 < length
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else if (isRefused(c)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isRefused(char c) {
    boolean layout = c == '\t' || c == '\n' || c == '\r';
    return (Character.isISOControl(c) && !layout)
        || Character.isSurrogate(c)
        || c == '\uFFFE'
        || c == '\uFFFF';
  }
}
