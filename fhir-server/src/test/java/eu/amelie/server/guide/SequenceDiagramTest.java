/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceDiagramTest {
  private static final List<String> LINES =
      List.of(
          "# one: First",
          "Hospital, Exchange",
          "Hospital -> Exchange: POST <Bundle> & more",
          "Exchange: checks",
          "Exchange --> Hospital: 200",
          "",
          "# two: Second",
          "Exchange, Service",
          "Exchange -> Service: tells");

  @Test
  void readsWhoSaysWhatToWhom() {
    List<SequenceDiagram> diagrams = SequenceDiagram.read(LINES);

    assertThat(diagrams).extracting(SequenceDiagram::id).containsExactly("one", "two");
    assertThat(diagrams.get(0).sentences())
        .containsExactly(
            "Hospital to Exchange: POST <Bundle> & more",
            "Exchange: checks",
            "Exchange answers Hospital: 200");
  }

  @Test
  void drawsTextAsText() {
    assertThat(SequenceDiagram.read(LINES).get(0).svg())
        .contains("POST &lt;Bundle&gt; &amp; more", "class=\"note\"", "class=\"answer\"")
        .doesNotContain("<Bundle>");
  }

  @Test
  void refusesAnActorThatIsNotThere() {
    assertThatThrownBy(
            () -> SequenceDiagram.read(List.of("# a: A", "Hospital, Exchange", "Nobody: waits")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
