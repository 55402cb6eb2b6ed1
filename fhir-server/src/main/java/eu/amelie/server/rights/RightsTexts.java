/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import eu.amelie.interceptors.receipt.Receipt;
import eu.amelie.interceptors.receipt.Shared;
import eu.amelie.server.paper.PaperTexts;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words of these pages, and those that they have from receipts.
 *
 * @param own of these pages
 * @param receipts in the same language
 */
record RightsTexts(PaperTexts own, PaperTexts receipts) {
  private static final String OWN = "eu.amelie.server.rights.rights";
  private static final String RECEIPTS = "eu.amelie.server.receipt.receipt";

  /**
   * @param asked the language that is asked for
   * @param hers the language that is noted for the person
   * @throws eu.amelie.interceptors.disclosure.ExchangeException where there are no words in the one
   *     that is asked for
   */
  static RightsTexts choose(Optional<String> asked, Optional<String> hers) {
    PaperTexts own = PaperTexts.choose(OWN, asked, hers);
    return new RightsTexts(own, PaperTexts.in(RECEIPTS, own.language()).orElseThrow());
  }

  /** Whether there are words in a language; a BCP 47 tag. */
  static boolean has(String tag) {
    return PaperTexts.in(OWN, tag).isPresent();
  }

  String of(String key) {
    return own.of(key);
  }

  /** What can be seen, a line for each kind of information. */
  List<Line> seen(Collection<Shared> some) {
    return some.stream()
        .map(one -> new Line(of("label.seen"), receipts.of("shared." + one.key())))
        .toList();
  }

  String state(Receipt.State state) {
    return receipts.of("intro." + state.name().toLowerCase(Locale.ROOT));
  }
}
