/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

/** What may stand in any string at all (R4, datatypes.html, string). */
final class TextRule {
  private TextRule() {}

  /**
   * Nothing below a space but TAB, LF and CR, no half of a surrogate pair, none of the two
   * characters that XML cannot carry. U+0080 to U+009F may stand in free text, as FHIR has it:
   * texts that once were in Windows-1252 hold them, HL7's own tables among them.
   */
  static boolean allows(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        if (c != '\t' && c != '\n' && c != '\r') {
          return false;
        }
      } else if (c >= Character.MIN_SURROGATE) {
        if (Character.isHighSurrogate(c)
            && i + 1 < length
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else if (Character.isSurrogate(c) || c == '\uFFFE' || c == '\uFFFF') {
          return false;
        }
      }
    }
    return true;
  }

  /** White space of any script, and control characters of any kind: in no code and no address. */
  static boolean isSpaceOrControl(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }
}
