/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lexical forms of R4's primitive types (datatypes.html), where HAPI's parser is wider. */
enum PrimitiveForm {
  BOOLEAN("boolean", Json.BOOLEAN),
  INTEGER("integer", Json.NUMBER),
  POSITIVE_INT("positiveInt", Json.NUMBER),
  UNSIGNED_INT("unsignedInt", Json.NUMBER),
  DECIMAL("decimal", Json.NUMBER),
  STRING("string", Json.TEXT),
  MARKDOWN("markdown", Json.TEXT),
  CODE("code", Json.TEXT),
  ID("id", Json.TEXT),
  /** The id of an element, a string without spaces; no type of its own. */
  ELEMENT_ID("Element.id", Json.TEXT),
  URI("uri", Json.TEXT),
  URL("url", Json.TEXT),
  CANONICAL("canonical", Json.TEXT),
  OID("oid", Json.TEXT),
  UUID("uuid", Json.TEXT),
  DATE("date", Json.TEXT),
  DATE_TIME("dateTime", Json.TEXT),
  INSTANT("instant", Json.TEXT),
  TIME("time", Json.TEXT),
  BASE64_BINARY("base64Binary", Json.TEXT);

  /** How a type is written in JSON. */
  enum Json {
    BOOLEAN,
    NUMBER,
    TEXT
  }

  private static final Pattern ID_FORM = Pattern.compile("[A-Za-z0-9.-]{1,64}");
  private static final Pattern OID_FORM =
      Pattern.compile("urn:oid:[0-2](?:\\.(?:0|[1-9][0-9]{0,40})){1,64}");
  private static final Pattern UUID_FORM =
      Pattern.compile("urn:uuid:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final String CLOCK =
      "(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]{1,9})?";
  private static final String ZONE = "(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))";
  private static final String DAY = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";
  private static final String MONTH = "[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?";
  private static final Pattern TIME_FORM = Pattern.compile(CLOCK);
  private static final Pattern DATE_FORM = Pattern.compile(MONTH + "|" + DAY);
  private static final Pattern DATE_TIME_FORM =
      Pattern.compile(MONTH + "|" + DAY + "(?:T" + CLOCK + ZONE + ")?");
  private static final Pattern INSTANT_FORM = Pattern.compile(DAY + "T" + CLOCK + ZONE);
  private static final int LONGEST_TIME = 40;

  private static final Map<String, PrimitiveForm> BY_TYPE =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(form -> form.type, form -> form));

  private final String type;
  private final Json json;

  PrimitiveForm(String type, Json json) {
    this.type = type;
    this.json = json;
  }

  static PrimitiveForm of(String type) {
    PrimitiveForm form = BY_TYPE.get(type);
    if (form == null) {
      throw new IllegalStateException("A primitive type that R4 does not have");
    }
    return form;
  }

  Json json() {
    return json;
  }

  boolean accepts(JsonNode value) {
    return switch (json) {
      case BOOLEAN -> value.isBoolean();
      case NUMBER -> value.isNumber() && acceptsNumber(value.decimalValue());
      case TEXT -> value.isTextual() && !value.textValue().isEmpty() && acceptsText(value);
    };
  }

  private boolean acceptsNumber(BigDecimal number) {
    if (this == DECIMAL) {
      return true;
    }
    int least =
        switch (this) {
          case POSITIVE_INT -> 1;
          case UNSIGNED_INT -> 0;
          default -> Integer.MIN_VALUE;
        };
    return number.scale() == 0
        && number.compareTo(BigDecimal.valueOf(least)) >= 0
        && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
  }

  private boolean acceptsText(JsonNode value) {
    String text = value.textValue();
    return switch (this) {
      case STRING, MARKDOWN -> !text.isBlank();
      case CODE -> isCode(text);
      case ID -> ID_FORM.matcher(text).matches();
      case ELEMENT_ID, URI, URL, CANONICAL -> text.chars().noneMatch(TextRule::isSpaceOrControl);
      case OID -> OID_FORM.matcher(text).matches();
      case UUID -> UUID_FORM.matcher(text).matches();
      case DATE -> isDay(text, DATE_FORM);
      case DATE_TIME -> isDay(text, DATE_TIME_FORM);
      case INSTANT -> isDay(text, INSTANT_FORM);
      case TIME -> text.length() <= LONGEST_TIME && TIME_FORM.matcher(text).matches();
      case BASE64_BINARY -> decodedLength(text) > 0;
      default -> false;
    };
  }

  /** Words with one space between two of them. */
  private static boolean isCode(String text) {
    boolean space = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean here = TextRule.isSpaceOrControl(c);
      if (here && (space || c != ' ')) {
        return false;
      }
      space = here;
    }
    return !space;
  }

  /** The patterns know no calendar. */
  private static boolean isDay(String text, Pattern form) {
    if (text.length() > LONGEST_TIME || !form.matcher(text).matches() || text.startsWith("0000")) {
      return false;
    }
    if (text.length() < 10) {
      return true;
    }
    try {
      LocalDate.parse(text.substring(0, 10));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Bytes that base64 text stands for, white space between its groups aside; -1 if it is none. */
  static int decodedLength(String text) {
    int symbols = 0;
    int padding = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=') {
        padding++;
      } else if (isBase64(c)) {
        if (padding > 0) {
          return -1;
        }
        symbols++;
      } else if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return -1;
      }
    }
    boolean complete = (symbols + padding) % 4 == 0 && padding <= 2 && symbols > 0;
    return complete ? (symbols + padding) / 4 * 3 - padding : -1;
  }

  private static boolean isBase64(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }
}
