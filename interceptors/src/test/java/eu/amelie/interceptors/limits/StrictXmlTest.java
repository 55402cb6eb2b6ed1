/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import static eu.amelie.interceptors.limits.Bodies.assertHolds;
import static eu.amelie.interceptors.limits.Bodies.malformed;
import static eu.amelie.interceptors.limits.Bodies.tooLarge;
import static eu.amelie.interceptors.limits.Bodies.xml;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Line 6 of the hardening list, and the XML forms of the others. */
class StrictXmlTest {
  private static final String DIV = "<div xmlns='http://www.w3.org/1999/xhtml'>%s</div>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE Patient>",
        "<!DOCTYPE Patient [<!ENTITY a \"Ñeedle\">]>",
        "<!DOCTYPE Patient [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
        "<!DOCTYPE Patient [<!ENTITY % a \"b\"> %a;]>",
        "<!DOCTYPE Patient SYSTEM \"file:///etc/hostname\">",
        "<!DOCTYPE Patient PUBLIC \"a\" \"http://127.0.0.1:9/a.dtd\">",
        "<?a b?>",
        "<?xml-stylesheet href=\"http://127.0.0.1:9/\"?>",
        "<?xml version=\"1.1\"?>",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
        "a",
        "&#65;",
        "<Patient xmlns=\"http://hl7.org/fhir\"/>",
      })
  void hardening6WhatStandsBeforeTheResourceIsMalformed(String prolog) {
    malformed(() -> xml(prolog + patient("<active value='true'/>")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n ",
        "<?xml version=\"1.0\"?>",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- a -->",
        "\uFEFF",
        "\uFEFF<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
      })
  void hardening6ADeclarationAndCommentsAreRead(String prolog) {
    assertThat(((Patient) xml(prolog + patient("<active value='true'/>"))).getActive()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<name><text value='&a;'/></name>",
        "<name><text value='&nbsp;'/></name>",
        "<name>&a;</name>",
        "<name><text value='a'/><?a b?></name>",
        "<text><status value='generated'/><div xmlns='http://www.w3.org/1999/xhtml'>a<?b c?></div></text>",
        "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/hostname'/>",
        "<name><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='a'/></name>",
      })
  void hardening6EntitiesInstructionsAndInclusionsAreMalformed(String content) {
    malformed(() -> xml(patient(content)));
  }

  @Test
  void hardening6NothingIsFetched(@TempDir Path directory) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret.txt"), "Ñeedle");
    AtomicInteger fetched = new AtomicInteger();
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(loopback, 0);
    server.createContext(
        "/",
        exchange -> {
          fetched.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      String web = "http://127.0.0.1:" + server.getAddress().getPort() + "/a";
      for (String from : new String[] {secret.toUri().toString(), web}) {
        malformed(() -> xml(declared("<!ENTITY a SYSTEM \"" + from + "\">", "&a;")));
        malformed(() -> xml(declared("<!ENTITY % a SYSTEM \"" + from + "\"> %a;", "b")));
        malformed(() -> xml("<!DOCTYPE Patient SYSTEM \"" + from + "\">" + patient("<a/>")));
        malformed(
            () ->
                xml(
                    "<Patient xmlns='http://hl7.org/fhir' xmlns:xsi="
                        + "'http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='"
                        + "http://hl7.org/fhir "
                        + from
                        + "'><active value='true'/></Patient>"));
      }
    } finally {
      server.stop(0);
    }
    assertThat(fetched).hasValue(0);
  }

  /** Left what is refused, right what differs from it in that alone and is read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<activ value='true'/> | <active value='true'/>",
        "<active value='true' value='true'/> | <active value='true'/>",
        "<active value='true' Value='true'/> | <active value='true'/>",
        "<active value='TRUE'/> | <active value='true'/>",
        "<active value='1'/> | <active value='true'/>",
        "<active value=''/> | <active value='true'/>",
        "<active/> | <active value='true'/>",
        "<active>true</active> | <active value='true'/>",
        "<active value='true'>a</active> | <active value='true'> </active>",
        "<active value='true'><![CDATA[a]]></active> | <active value='true'><!-- a --></active>",
        "<active value='true'/><active value='true'/> | <active value='true'/>",
        "<active value='true'/>a | <active value='true'/>",
        "<active value='true' xmlns:a='urn:x:a' a:value='false'/> | <active value='true'/>",
        "<a:active xmlns:a='urn:x:a' value='true'/>"
            + " | <a:active xmlns:a='http://hl7.org/fhir' value='true'/>",
        "<active xmlns='' value='true'/> | <active value='true'/>",
        "<active value='true'><id value='a'/></active> | <active id='a' value='true'/>",
        "<multipleBirthInteger value='+2'/> | <multipleBirthInteger value='2'/>",
        "<multipleBirthInteger value='2.0'/> | <multipleBirthInteger value='2'/>",
        "<multipleBirthInteger value='02'/> | <multipleBirthInteger value='2'/>",
        "<multipleBirthInteger value=' 2'/> | <multipleBirthInteger value='2'/>",
        "<gender value='person'/> | <gender value='male'/>",
        "<birthDate value='1980-13'/> | <birthDate value='1980-12'/>",
        "<name/> | <name><text value='a'/></name>",
        "<name id='a'/> | <name id='a'><text value='a'/></name>",
        "<name><id value='a'/><text value='a'/></name> | <name id='a'><text value='a'/></name>",
        "<name value='a'><text value='a'/></name> | <name><text value='a'/></name>",
        "<name url='a'><text value='a'/></name> | <name><text value='a'/></name>",
        "<extension><valueCode value='b'/></extension>"
            + " | <extension url='a'><valueCode value='b'/></extension>",
        "<extension url='a'><url value='a'/><valueCode value='b'/></extension>"
            + " | <extension url='a'><valueCode value='b'/></extension>",
        "<extension url='a'><valueCode value='b'/><valueString value='b'/></extension>"
            + " | <extension url='a'><valueCode value='b'/></extension>",
        "<contained/> | <contained><Person><id value='a'/></Person></contained>",
        "<contained><Person><id value='a'/></Person><Person><id value='b'/></Person></contained>"
            + " | <contained><Person><id value='a'/></Person></contained>"
            + "<contained><Person><id value='b'/></Person></contained>",
        "<contained><Nothing><id value='a'/></Nothing></contained>"
            + " | <contained><Person><id value='a'/></Person></contained>",
        "<contained id='a'><Person><id value='a'/></Person></contained>"
            + " | <contained><Person><id value='a'/></Person></contained>",
        "<contained><Person id='a'/></contained>"
            + " | <contained><Person><id value='a'/></Person></contained>",
        "<text><status value='generated'/><div>a</div></text>"
            + " | <text><status value='generated'/><div xmlns='http://www.w3.org/1999/xhtml'>a</div>"
            + "</text>",
        "<resourceType value='Patient'/><active value='true'/> | <active value='true'/>",
        "<_active id='a'/><active value='true'/> | <active id='a' value='true'/>",
      })
  void whatIsNotR4IsMalformed(String refused, String read) {
    malformed(() -> xml(patient(refused)));

    assertThat(xml(patient(read))).isInstanceOf(Patient.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "<",
        "<Patient",
        "<Patient xmlns='http://hl7.org/fhir'>",
        "<Patient/>",
        "{}",
        "<Patient xmlns='urn:x:a'/>",
        "<patient xmlns='http://hl7.org/fhir'/>",
        "<Patient xmlns='http://hl7.org/fhir'/>a",
        "<Patient xmlns='http://hl7.org/fhir'/><Patient xmlns='http://hl7.org/fhir'/>",
        "<Patient xmlns='http://hl7.org/fhir' id='a'/>"
      })
  void whatIsNotOneResourceIsMalformed(String body) {
    malformed(() -> xml(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"&#0;", "&#1;", "&#xD800;", "&#xFFFE;", "&#xFFFF;", "&#x110000;", "\u0001"})
  void hardening5CharactersThatTextMayNotHoldAreMalformed(String character) {
    malformed(() -> xml(patient("<name><text value='a" + character + "'/></name>")));
    malformed(() -> xml(patient("<name id='a" + character + "'><text value='a'/></name>")));
    malformed(() -> xml(patient(narrative("a" + character))));
  }

  @Test
  void hardening6NamespacesWithoutEndAre413AtOnce() {
    StringBuilder declarations = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      declarations.append(" xmlns:a").append(i).append("='urn:x:").append(i).append("'");
    }
    String some = declarations.substring(0, declarations.indexOf(" xmlns:a40"));

    AtOnce.assertDone(
        () -> tooLarge(() -> xml(patient("<name" + declarations + "><text value='a'/></name>"))));
    AtOnce.assertDone(
        () -> tooLarge(() -> xml(patient("<name" + some + "><text value='a'/></name>"))));

    assertThat(xml(patient("<name xmlns:a='urn:x:a'><text value='a'/></name>")))
        .isInstanceOf(Patient.class);
  }

  @Test
  void hardening5LineBreaksThatAreWrittenOutAreKept() {
    assertHolds(
        xml(patient("<name><text value='a&#10;b&#13;c&#9;d&#x1F54A;&lt;&amp;&quot;'/></name>")),
        "{\"resourceType\":\"Patient\",\"name\":[{\"text\":"
            + "\"a\\nb\\rc\\td\uD83D\uDD4A<&\\\"\"}]}");
  }

  @Test
  void whatStandsBesideValuesIsKept() {
    assertHolds(
        xml(
            patient(
                "<name><given value='a'/><given><extension url='u'><valueDecimal value='1.50'/>"
                    + "</extension></given><given id='c' value='c'/></name>"
                    + "<birthDate id='b' value='1980'/>")),
        "{\"resourceType\":\"Patient\",\"name\":[{\"given\":[\"a\",null,\"c\"],\"_given\":[null,"
            + "{\"extension\":[{\"url\":\"u\",\"valueDecimal\":1.50}]},{\"id\":\"c\"}]}],"
            + "\"birthDate\":\"1980\",\"_birthDate\":{\"id\":\"b\"}}");
  }

  @Test
  void aNarrativeIsKeptAsJsonWouldHoldIt() {
    Patient read =
        (Patient)
            xml(
                "<f:Patient xmlns:f='http://hl7.org/fhir' xmlns:h='http://www.w3.org/1999/xhtml'>"
                    + "<f:text><f:status value='generated'/><h:div><h:p class='a&amp;b'>c &lt; d"
                    + "<!-- e --><![CDATA[<f>]]></h:p></h:div></f:text></f:Patient>");

    assertThat(read.getText().getDivAsString())
        .isEqualTo(
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p class=\"a&amp;b\">c &lt; d&lt;f&gt;</p>"
                + "</div>");
  }

  private static String narrative(String content) {
    return "<text><status value='generated'/>" + DIV.formatted(content) + "</text>";
  }

  private static String declared(String entity, String use) {
    return "<!DOCTYPE Patient ["
        + entity
        + "]>"
        + patient("<name><text value='" + use + "'/></name>");
  }

  private static String patient(String content) {
    return "<Patient xmlns=\"http://hl7.org/fhir\">" + content.strip() + "</Patient>";
  }
}
