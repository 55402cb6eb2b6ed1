/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.List;

/** What of a provision can keep it from matching, in the order in which it is looked at. */
public enum Part {
  ACTOR("actor"),
  PURPOSE("purpose"),
  ACTION("action"),
  CLASS("class"),
  CODE("code"),
  SECURITY_LABEL("securityLabel"),
  DATA_PERIOD("dataPeriod"),
  DATA("data"),
  PERIOD("period"),
  /** It permits nothing but elements of identity, and the item is none that has them. */
  IDENTITY("identity"),
  /** It says more than the elements do, in an extension or in a period that cannot be read. */
  BEYOND("beyond");

  static final List<Part> IN_ORDER = List.of(values());

  private final String code;

  Part(String code) {
    this.code = code;
  }

  /** The name of the element; {@code identity} and {@code beyond} are none. */
  public String code() {
    return code;
  }
}
