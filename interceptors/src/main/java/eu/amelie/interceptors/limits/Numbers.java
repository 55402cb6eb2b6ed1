/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Numbers that every receiver can carry: at most 34 digits written out, as in IEEE 754 decimal128.
 * FHIR asks for 18. The digits behind the point are kept as sent.
 */
final class Numbers {
  private static final int DIGITS = 34;
  private static final int LONGEST = DIGITS + 8;

  /** RFC 8259; also FHIR's decimal in XML. */
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d{0,40})(?:\\.\\d{1,40})?(?:[eE][+-]?\\d{1,3})?");

  private Numbers() {}

  static boolean isNumber(String literal) {
    return literal.length() <= LONGEST && NUMBER.matcher(literal).matches();
  }

  static JsonNode node(String literal) {
    if (isNumber(literal)) {
      BigDecimal number = new BigDecimal(literal);
      int whole = number.precision() - number.scale();
      int written = Math.max(whole, 1) + Math.max(number.scale(), 0);
      if (written <= DIGITS) {
        return DecimalNode.valueOf(number);
      }
    }
    throw Refusals.malformed("A number has more digits than this server accepts.");
  }
}
