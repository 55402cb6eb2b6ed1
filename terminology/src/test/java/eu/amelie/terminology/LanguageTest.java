/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          de                       | DE
          DE                       | DE
          fr-BE                    | FR
          el-GR, en;q=0.8          | EL
          en;q=0.3, it;q=0.9       | IT
          nl;q=0.5, it;q=0.5       | NL
          es, pt;q=0.9, nl;q=0.1   | NL
          fr;q=0, de;q=0.1         | DE
          *, de;q=0.5              | DE
          """)
  void theOneAskedForMostIsChosenOfThoseThatThereAre(String header, Language language) {
    assertThat(Language.preferred(header)).isEqualTo(language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "*", "es, pt", "fr;q=0", "fr;q=2", "fr;q=x", "<fr>", ",", "é"})
  void whereNoneOfOursIsAskedForItIsEnglish(String header) {
    assertThat(Language.preferred(header)).isEqualTo(Language.EN);
  }

  @Test
  void aListThatIsLongerThanAnyIsNotRead() {
    assertThat(Language.preferred("fr," + "x".repeat(8).concat(",").repeat(200) + "fr"))
        .isEqualTo(Language.EN);
  }
}
