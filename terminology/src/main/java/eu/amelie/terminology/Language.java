/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.util.Locale;

/** The languages of the exchange. English is always there, the others as far as translated. */
public enum Language {
  EN,
  FR,
  NL,
  DE,
  EL,
  IT;

  /** The BCP 47 tag, such as {@code fr}. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
