/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import static eu.amelie.interceptors.Seed.SEED;
import static eu.amelie.interceptors.limits.Bodies.json;
import static eu.amelie.interceptors.limits.Bodies.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The narratives of bodies in JSON. Single quotes stand for double ones. */
class NarrativesTest {
  private static final String OPEN = "<div xmlns='http://www.w3.org/1999/xhtml'>";
  private static final List<String> PIECES =
      List.of(
          "a",
          " ",
          "\n",
          "&lt;",
          "&gt;",
          "&amp;",
          "&quot;",
          "&apos;",
          "&#233;",
          "&#x1F54A;",
          "é",
          "]]&gt;",
          "<!-- <b> -->",
          "<!---->",
          "<![CDATA[<b>&amp;]]>",
          "<br/>",
          "<hr></hr>",
          "<img src='#a' alt='&lt;b&gt;'/>",
          "<a href='http://a/?b=c&amp;d=e'>f</a>",
          "<p class='a' id='b' xml:lang='fr'>",
          "<b>",
          "<table><tr><td colspan='2'>g</td></tr>",
          "<span title='\n&#10;\t'>",
          "\uD83D\uDD4A",
          "-->",
          "'");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a<div>b</div>",
        "<p>a</p>",
        "<div>a</div>",
        "<div xmlns='urn:x:a'>a</div>",
        "<DIV xmlns='http://www.w3.org/1999/xhtml'>a</DIV>",
        OPEN,
        OPEN + "a",
        OPEN + "<b>a</div>",
        OPEN + "<b>a</b></div></div>",
        OPEN + "a</div>b",
        OPEN + "a</div>" + OPEN + "b</div>",
        OPEN + "a &nbsp; b</div>",
        OPEN + "a & b</div>",
        OPEN + "a < b</div>",
        OPEN + "<p class=a>b</p></div>",
        OPEN + "<p hidden>b</p></div>",
        OPEN + "<p class='a' class='b'>c</p></div>",
        OPEN + "<br>a</div>",
        OPEN + "<svg xmlns='http://www.w3.org/2000/svg'>a</svg></div>",
        OPEN + "<b xmlns=''>a</b></div>",
        OPEN + "<b xmlns:x='urn:a' x:y='z'>a</b></div>",
        OPEN + "<x:b>a</x:b></div>",
        OPEN + "&#0;</div>",
        OPEN + "&#xD800;</div>",
        OPEN + "&#xFFFF;</div>",
        "<!DOCTYPE div>" + OPEN + "a</div>",
        "<?xml version='1.0'?>" + OPEN,
        "<!DOCTYPE div [<!ENTITY a 'b'>]>" + OPEN + "&a;</div>",
        "<h:div xmlns:h='http://www.w3.org/1999/xhtml'>a</h:div>",
        OPEN + "</div>",
        OPEN + " <p> </p><!-- a --></div>",
        OPEN + "&#32;</div>"
      })
  void whatIsNotOneDivThatSaysSomethingIsMalformed(String div) {
    assertThat(malformed(() -> narrative(div)).issues().get(0).expression())
        .isEqualTo("Patient.text.div");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a | a",
        "<p class='a'>b</p> | <p class='a'>b</p>",
        "<p xml:lang='fr'>b</p> | <p xml:lang='fr'>b</p>",
        "a &lt; b &amp; c &gt; d | a &lt; b &amp; c &gt; d",
        "&#233; &#x1F54A; | é \uD83D\uDD4A",
        "a<!-- b -->c | ac",
        "a<!-- <script> -->c | ac",
        "<![CDATA[<script>]]> | &lt;script&gt;",
        "<img src='#a'/> | <img src='#a'></img>",
        "<p title='a&#10;b&#13;c&#9;d'>b</p> | <p title='a b c d'>b</p>",
        "<b xmlns='http://www.w3.org/1999/xhtml'>a</b> | <b>a</b>",
        "<b xmlns:x='http://www.w3.org/1999/xhtml'><x:i>a</x:i></b> | <b><i>a</i></b>",
      })
  void aNarrativeIsWrittenAnew(String content, String written) {
    Narratives narratives = new Narratives(new XmlSource(), BodyLimits.DEFAULT);
    String div = OPEN + content + "</div>";

    assertThat(narratives.canonical("\n " + div + " ", new Place()))
        .isEqualTo((OPEN + written + "</div>").replace('\'', '"'));
    assertThat(narrative(div)).isInstanceOf(Patient.class);
  }

  /** Nothing is an element to one and a text to the other. */
  @Property(tries = 1000, seed = SEED)
  void hapiSeesTheNarrativeThatWasChecked(@ForAll long seed) {
    String div = OPEN + content(new SplittableRandom(seed)) + "z</div>";
    Narratives narratives = new Narratives(new XmlSource(), BodyLimits.DEFAULT);

    String seen = narrative(div).getText().getDivAsString();

    assertThat(narratives.canonical(seen, new Place()))
        .isEqualTo(narratives.canonical(div, new Place()));
  }

  private static String content(SplittableRandom random) {
    StringBuilder content = new StringBuilder();
    StringBuilder close = new StringBuilder();
    for (int i = 0; i < random.nextInt(12); i++) {
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      content.append(piece);
      if (piece.matches("(?s)<\\w+( [^>]*[^/])?>")) {
        close.insert(0, "</" + piece.replaceAll("(?s)<(\\w+).*", "$1") + ">");
      } else if (piece.startsWith("<table>")) {
        close.insert(0, "</table>");
      }
    }
    return content.append(close).toString();
  }

  private static Patient narrative(String div) {
    String text = div.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return (Patient)
        json(
            "{\"resourceType\":\"Patient\",\"text\":{\"status\":\"generated\",\"div\":\""
                + text.replace("\t", "\\t")
                + "\"}}");
  }
}
