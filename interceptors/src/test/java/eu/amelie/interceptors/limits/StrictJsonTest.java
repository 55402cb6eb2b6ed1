/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import static eu.amelie.interceptors.limits.Bodies.assertKept;
import static eu.amelie.interceptors.limits.Bodies.json;
import static eu.amelie.interceptors.limits.Bodies.malformed;
import static eu.amelie.interceptors.limits.Bodies.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines 4, 5, 10 and 18 of the hardening list, in JSON. Single quotes stand for double ones. */
class StrictJsonTest {

  /** Left what is refused, right what differs from it in that alone and is read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'resourceType':'Patient','active':true,'active':true} | {'active':true}",
        "{'active':true,'resourceType':'Patient','resourceType':'Patient'} | {'active':true}",
        "{'name':[{'text':'a','text':'b'}]} | {'name':[{'text':'a'}]}",
        "{'active':true /* on */} | {'active':true}",
        "{'active':true} // on | {'active':true}",
        "{'active':true} # on | {'active':true}",
        "{'active':true}} | {'active':true}",
        "{'active':true} {} | {'active':true}",
        "{'active':true,} | {'active':true}",
        "{active:true} | {'active':true}",
        "{'active':TRUE} | {'active':true}",
        "{'activ':true} | {'active':true}",
        "{'Active':true} | {'active':true}",
        "{'fhir_comments':['a'],'active':true} | {'active':true}",
        "{'name':[{'familly':'a'}]} | {'name':[{'family':'a'}]}",
        "{'modifierextension':[{'url':'a','valueCode':'b'}]}"
            + " | {'modifierExtension':[{'url':'a','valueCode':'b'}]}",
        "{'resourceType':'patient'} | {'active':true}",
        "{'resourceType':'Pattient'} | {'active':true}",
        "{'resourceType':'DomainResource'} | {'active':true}",
        "{'resourceType':'HumanName','text':'a'} | {'active':true}",
        "{'resourceType':['Patient']} | {'active':true}",
        "{'resourceType':null} | {'active':true}",
        "{'contained':[{'id':'a','resourceType':'Nothing'}]}"
            + " | {'contained':[{'id':'a','resourceType':'Person','active':true}]}",
        "{'name':[{'resourceType':'Patient','text':'a'}]} | {'name':[{'text':'a'}]}",
      })
  void hardening4WhatIsNotR4IsMalformed(String refused, String read) {
    assertRefusedAndRead(refused, read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'active':'true'} | {'active':true}",
        "{'active':1} | {'active':true}",
        "{'gender':1} | {'gender':'male'}",
        "{'gender':'Male'} | {'gender':'male'}",
        "{'gender':'person'} | {'gender':'other'}",
        "{'birthDate':1980} | {'birthDate':'1980'}",
        "{'name':[{'family':1}]} | {'name':[{'family':'1'}]}",
        "{'name':[{'family':true}]} | {'name':[{'family':'true'}]}",
        "{'name':[{'family':{'value':'a'}}]} | {'name':[{'family':'a'}]}",
        "{'name':[{'family':['a']}]} | {'name':[{'family':'a'}]}",
        "{'name':[{'given':'a'}]} | {'name':[{'given':['a']}]}",
        "{'name':{'family':'a'}} | {'name':[{'family':'a'}]}",
        "{'name':[['a']]} | {'name':[{'text':'a'}]}",
        "{'name':['a']} | {'name':[{'text':'a'}]}",
        "{'maritalStatus':[{'text':'a'}]} | {'maritalStatus':{'text':'a'}}",
        "{'maritalStatus':'a'} | {'maritalStatus':{'text':'a'}}",
        "{'multipleBirthInteger':'2'} | {'multipleBirthInteger':2}",
        "{'multipleBirthInteger':2.0} | {'multipleBirthInteger':2}",
        "{'multipleBirthInteger':2.5} | {'multipleBirthInteger':2}",
        "{'multipleBirthInteger':2147483648} | {'multipleBirthInteger':2147483647}",
        "{'multipleBirthInteger':02} | {'multipleBirthInteger':2}",
        "{'multipleBirthInteger':+2} | {'multipleBirthInteger':2}",
        "{'multipleBirthInteger':0x2} | {'multipleBirthInteger':2}",
        "{'telecom':[{'rank':0}]} | {'telecom':[{'rank':1}]}",
        "{'telecom':[{'rank':-1}]} | {'telecom':[{'rank':1}]}",
        "{'photo':[{'size':-1}]} | {'photo':[{'size':0}]}",
        "{'photo':[{'data':'A'}]} | {'photo':[{'data':'AAAA'}]}",
        "{'photo':[{'data':'AAAAA==='}]} | {'photo':[{'data':'AAAAAA=='}]}",
        "{'photo':[{'data':'AA=A'}]} | {'photo':[{'data':'AAA='}]}",
        "{'photo':[{'data':'AA-_'}]} | {'photo':[{'data':'AA+/'}]}",
        "{'extension':[{'url':'a','valueTime':'25:00:00'}]}"
            + " | {'extension':[{'url':'a','valueTime':'23:00:00'}]}",
        "{'extension':[{'url':'a','valueTime':'12:00'}]}"
            + " | {'extension':[{'url':'a','valueTime':'12:00:00'}]}",
        "{'extension':[{'url':'a','valueOid':'1.2'}]}"
            + " | {'extension':[{'url':'a','valueOid':'urn:oid:1.2'}]}",
        "{'extension':[{'url':'a','valueUuid':'urn:uuid:1'}]} | {'extension':[{'url':'a',"
            + "'valueUuid':'urn:uuid:5d0f7e3a-8c1b-4a53-9a1e-2f6a9d7c1b11'}]}",
      })
  void hardening4AWrongPrimitiveIsMalformed(String refused, String read) {
    assertRefusedAndRead(refused, read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'active':null} | {'active':true}",
        "{'name':null} | {'name':[{'text':'a'}]}",
        "{'name':[]} | {'name':[{'text':'a'}]}",
        "{'name':[{}]} | {'name':[{'text':'a'}]}",
        "{'name':[null]} | {'name':[{'text':'a'}]}",
        "{'name':[{'text':''}]} | {'name':[{'text':'a'}]}",
        "{'name':[{'text':' '}]} | {'name':[{'text':' a'}]}",
        "{'name':[{'id':'a'}]} | {'name':[{'id':'a','text':'a'}]}",
        "{'name':[{'given':[null]}]} | {'name':[{'given':['a']}]}",
        "{'name':[{'given':['a',null]}]} | {'name':[{'given':['a','b']}]}",
        "{'maritalStatus':{}} | {'maritalStatus':{'text':'a'}}",
        "{'extension':[{'url':'a'}]} | {'extension':[{'url':'a','valueCode':'b'}]}",
        "{'extension':[{'valueCode':'b'}]} | {'extension':[{'url':'a','valueCode':'b'}]}",
        "{'extension':[{'url':1,'valueCode':'b'}]} | {'extension':[{'url':'a','valueCode':'b'}]}",
        "{'extension':[{'url':'','valueCode':'b'}]} | {'extension':[{'url':'a','valueCode':'b'}]}",
        "{'text':{'status':'generated','div':''}} | {'active':true}",
        "{'contained':[{'resourceType':'Person','id':'a'},{}]}"
            + " | {'contained':[{'resourceType':'Person','id':'a'}]}",
      })
  void whatSaysNothingIsMalformed(String refused, String read) {
    assertRefusedAndRead(refused, read);
  }

  /** HAPI's parser would take each of these and drop a part, or read it under another name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'birthDate':'1980','_birthDate':{'ext':1}} | {'birthDate':'1980','_birthDate':{'id':'a'}}",
        "{'birthDate':'1980','_birthDate':{}} | {'birthDate':'1980','_birthDate':{'id':'a'}}",
        "{'birthDate':'1980','_birthDate':null} | {'birthDate':'1980','_birthDate':{'id':'a'}}",
        "{'birthDate':'1980','_birthDate':[{'id':'a'}]}"
            + " | {'birthDate':'1980','_birthDate':{'id':'a'}}",
        "{'_birthDate':{'id':'a'}} | {'birthDate':'1980','_birthDate':{'id':'a'}}",
        "{'birthDate':'1980','_birthDate':{'modifierExtension':[{'url':'a','valueCode':'b'}]}}"
            + " | {'birthDate':'1980','_birthDate':{'extension':[{'url':'a','valueCode':'b'}]}}",
        "{'birthDate':'1980','_birthDate':{'extension':{'url':'a','valueCode':'b'}}}"
            + " | {'birthDate':'1980','_birthDate':{'extension':[{'url':'a','valueCode':'b'}]}}",
        "{'name':[{'given':['a'],'_given':{'id':'b'}}]}"
            + " | {'name':[{'given':['a'],'_given':[{'id':'b'}]}]}",
        "{'name':[{'given':['a'],'_given':[{'id':'b'},{'id':'c'}]}]}"
            + " | {'name':[{'given':['a','b'],'_given':[{'id':'b'},{'id':'c'}]}]}",
        "{'name':[{'given':['a','b'],'_given':[null]}]}"
            + " | {'name':[{'given':['a','b'],'_given':[null,{'id':'c'}]}]}",
        "{'name':[{'given':['a'],'_given':[null]}]}"
            + " | {'name':[{'given':['a'],'_given':[{'id':'c'}]}]}",
        "{'name':[{'_given':[{'extension':[{'url':'a','valueCode':'b'}]}]}]} | {'name':[{'given':"
            + "[null],'_given':[{'extension':[{'url':'a','valueCode':'b'}]}]}]}",
        "{'_name':[{'id':'a'}],'name':[{'text':'a'}]} | {'name':[{'id':'a','text':'a'}]}",
        "{'_':{'id':'a'}} | {'active':true}",
        "{'':true} | {'active':true}",
        "{'id':'a','_id':{'extension':[{'url':'a','valueCode':'b'}]}} | {'id':'a'}",
        "{'name':[{'id':'a','_id':{'id':'b'},'text':'a'}]} | {'name':[{'id':'a','text':'a'}]}",
        "{'extension':[{'url':'a','_url':{'id':'b'},'valueCode':'b'}]}"
            + " | {'extension':[{'url':'a','valueCode':'b'}]}",
        "{'extension':[{'url':'a','valueCode':'b','extension':[{'url':'c','valueCode':'d'}]}]}"
            + " | {'extension':[{'url':'a','extension':[{'url':'c','valueCode':'d'}]}]}",
        "{'extension':[{'url':'a','valueCode':'b','valueString':'c'}]}"
            + " | {'extension':[{'url':'a','valueString':'c'}]}",
        "{'extension':[{'url':'a','valueCode':'b','_valueString':{'id':'c'}}]}"
            + " | {'extension':[{'url':'a','valueString':'b','_valueString':{'id':'c'}}]}",
        "{'extension':[{'url':'a','modifierExtension':[{'url':'c','valueCode':'d'}]}]}"
            + " | {'extension':[{'url':'a','extension':[{'url':'c','valueCode':'d'}]}]}",
        "{'extension':[{'url':'a','valueNarrative':{'status':'empty'}}]}"
            + " | {'extension':[{'url':'a','valueAnnotation':{'text':'b'}}]}",
        "{'extension':[{'url':'a','valueXhtml':'<div>a</div>'}]}"
            + " | {'extension':[{'url':'a','valueString':'<div>a</div>'}]}",
        "{'deceasedBoolean':true,'deceasedDateTime':'2020'} | {'deceasedBoolean':true}",
        "{'managingOrganizationResource':{'reference':'Organization/a'}}"
            + " | {'managingOrganization':{'reference':'Organization/a'}}",
        "{'extension':[{'url':'a','valuePatient':{'reference':'Patient/a'}}]}"
            + " | {'extension':[{'url':'a','valueReference':{'reference':'Patient/a'}}]}",
        "{'contained':[{'resourceType':'Person','active':true}]}"
            + " | {'contained':[{'resourceType':'Person','active':true,'id':'a'}]}",
        "{'contained':[{'resourceType':'Person','id':'a','contained':[{'resourceType':'Person',"
            + "'id':'b'}]}]} | {'contained':[{'resourceType':'Person','id':'a'},"
            + "{'resourceType':'Person','id':'b'}]}",
        "{'contained':[{'resourceType':'Person','id':'a'},{'resourceType':'Group','id':'a'}]}"
            + " | {'contained':[{'resourceType':'Person','id':'a'},"
            + "{'resourceType':'Group','id':'b'}]}",
        "{'contained':[{'resourceType':'Binary','id':'a','contentType':'a/b'}]}"
            + " | {'contained':[{'resourceType':'Person','id':'a','active':true}]}",
        "{'managingOrganization':{'reference':'#a'}} | {'contained':[{'resourceType':"
            + "'Organization','id':'a','name':'b'}],'managingOrganization':{'reference':'#a'}}",
        "{'text':{'status':'generated','div':'<div xmlns=`http://www.w3.org/1999/xhtml`/>'}}"
            + " | {'active':true}",
      })
  void whatHapiWouldDropOrRenameIsMalformed(String refused, String read) {
    assertRefusedAndRead(refused, read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\u0001", "\\u001f", "\\ud800", "\\udc00", "\\udc00\\ud800"})
  void hardening5NulControlCharactersAndLoneSurrogatesAreMalformed(String escape) {
    malformed(
        () -> json("{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"a" + escape + "\"}]}"));
    malformed(() -> json("{\"resourceType\":\"Patient\",\"" + escape + "\":true}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\t\\r\\n", "\\ud83d\\udd4a", "\\u0099", "\\u2028", "\\/"})
  void hardening5WhatTextMayHoldIsKept(String escape) {
    assertKept("{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"a" + escape + "\"}]}");
  }

  /**
   * NUL; overlong slash, overlong NUL; halves of surrogate pairs; beyond Unicode; cut off; Latin-1.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "09",
        "1F",
        "C0AF",
        "C080",
        "E080AF",
        "F08080AF",
        "EDA080",
        "EDB080",
        "F4908080",
        "F8888080",
        "FF",
        "80",
        "C3",
        "E282",
        "E9"
      })
  void hardening5BytesThatAreNotTextAreMalformed(String hex) {
    malformed(() -> json(named(HexFormat.of().parseHex(hex))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2F", "7E", "C3A9", "E282AC", "F09F958A", "F48FBFBD"})
  void hardening5BytesThatAreTextAreRead(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThat(((Patient) json(named(bytes))).getNameFirstRep().getText())
        .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void hardening5AByteOrderMarkBeforeJsonIsTolerated() {
    assertThat(json("\uFEFF{\"resourceType\":\"Patient\"}")).isInstanceOf(Patient.class);

    malformed(() -> json("\uFEFF\uFEFF{\"resourceType\":\"Patient\"}"));
    malformed(() -> json("{\uFEFF\"resourceType\":\"Patient\"}"));
    malformed(() -> json("\uFEFF"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32"})
  void hardening5AnotherEncodingIsMalformed(String charset) {
    byte[] body = "{\"resourceType\":\"Patient\"}".getBytes(Charset.forName(charset));

    malformed(() -> json(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99999",
        "10000-01-01",
        "1980-13",
        "1980-00",
        "1980-02-30",
        "1981-02-29",
        "1980-1-1",
        "80",
        "0000",
        "19800101",
        "1980-01-01T00:00:00Z",
        "1980-01-01 ",
        " 1980",
        "-1980",
        "١٩٨٠"
      })
  void hardening10ADateThatIsNoneIsMalformed(String date) {
    malformed(() -> json("{\"resourceType\":\"Patient\",\"birthDate\":\"" + date + "\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1980", "1980-12", "1980-02-29", "9999-12-31", "0001-01-01"})
  void hardening10ADateIsKept(String date) {
    assertKept("{\"resourceType\":\"Patient\",\"birthDate\":\"" + date + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T24:00:00Z",
        "2026-03-01T10:60:00Z",
        "2026-03-01T10:00:61Z",
        "2026-03-01T10:00Z",
        "2026-03-01T10:00:00",
        "2026-03-01T10:00:00+15:00",
        "2026-03-01T10:00:00+1:00",
        "2026-03-01t10:00:00z",
        "2026-03-01 10:00:00Z",
        "2026-03T10",
        "2026-02-30T10:00:00Z",
        "2026-03-01T10:00:00.Z",
        "2026-03-01T10:00:00.0123456789Z"
      })
  void hardening10ATimeThatIsNoneIsMalformed(String time) {
    malformed(() -> json(observed(time)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026",
        "2026-03",
        "2026-03-01",
        "2026-03-01T00:00:00Z",
        "2026-03-01T23:59:60Z",
        "2026-03-01T10:00:00.1+14:00",
        "2026-03-01T10:00:00.123456789-13:59"
      })
  void hardening10ATimeIsKept(String time) {
    assertKept(observed(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "1E400",
        "-1e400",
        "1e-400",
        "1e99999999999",
        "NaN",
        "Infinity",
        "-Infinity",
        "123456789012345678901234567890123456789012345678901234567890",
        "0.123456789012345678901234567890123456789012345678901234567890",
        "12345678901234567890123456789012345",
        "1e34",
        ".5",
        "5.",
        "1e",
        "--1",
        "\"1.0\"",
        "1_0"
      })
  void hardening10ANumberThatNobodyCanCarryIsMalformed(String number) {
    malformed(() -> json(measured(number)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.5",
        "1.50",
        "100",
        "0.000001",
        "123456789012345678",
        "1234567890.123456789",
        "1234567890123456789012345678901234",
        "9007199254740993",
        "0.10"
      })
  void hardening10ANumberKeepsItsDigits(String number) {
    Observation read = (Observation) json(measured(number));

    assertThat(read.getValueQuantity().getValueElement().getValueAsString()).isEqualTo(number);
    assertKept(measured(number));
  }

  @ParameterizedTest
  @CsvSource({"1e2,100", "1.5E+1,15", "25e-1,2.5", "1e33,1000000000000000000000000000000000"})
  void hardening10ANumberWithAnExponentKeepsItsValue(String number, String written) {
    Observation read = (Observation) json(measured(number));

    assertThat(read.getValueQuantity().getValue()).isEqualByComparingTo(written);
  }

  @Test
  void hardening10AMegabyteOfDigitsIsMalformed() {
    malformed(() -> json(measured("1".repeat(2_000_000))));
    malformed(() -> json(measured("0." + "1".repeat(2_000_000))));
    malformed(() -> json(measured("1e" + "1".repeat(2_000_000))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\\r\\nb", "a\\nb", "a\\tb", "a ", " a", "a  b", "a\\u0085b", "a\\u00a0b"})
  void hardening18ACodeWithLineBreaksIsMalformed(String code) {
    malformed(() -> json(coded("code", code)));

    assertKept(coded("code", "a b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a\\r\\nb", "urn:a\\nb", "a b", "\\ta", "a\\u0085", "a\\u2028"})
  void hardening18AUrlWithLineBreaksIsMalformed(String url) {
    malformed(() -> json(coded("system", url)));
    malformed(() -> json("{\"resourceType\":\"Patient\",\"implicitRules\":\"" + url + "\"}"));

    assertKept(coded("system", "urn:a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\\r\\nSet-Cookie:b", "a\\n", "a b", "a/b", "", "../a", "urn:uuid:a", "é"})
  void hardening18AnIdWithLineBreaksIsMalformed(String id) {
    malformed(() -> json("{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}"));
    malformed(() -> json("{\"resourceType\":\"Patient\",\"id\":\"" + "a".repeat(65) + "\"}"));

    assertKept("{\"resourceType\":\"Patient\",\"id\":\"" + "a.-Z9".repeat(12) + "\"}");
  }

  @Test
  void aRefusalSaysNothingOfTheInput() {
    var refusal =
        malformed(() -> json("{\"resourceType\":\"Patient\",\"name\":[{\"Ñeedle\":\"Ñeedle\"}]}"));

    assertThat(refusal.getMessage()).isEqualTo("malformed");
    assertThat(refusal.issues())
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.expression()).isEqualTo("Patient.name[0]");
              assertThat(issue.message()).isEqualTo(ElementCheck.UNKNOWN);
            });
  }

  private static void assertRefusedAndRead(String refused, String read) {
    malformed(() -> json(patient(refused)));

    String accepted = patient(read);
    assertThat(Leaves.of(json(accepted))).isEqualTo(Leaves.of(tree(accepted)));
  }

  private static String patient(String text) {
    String json = text.strip().replace('\'', '"').replace("`", "\\\"");
    boolean typed =
        json.contains("\"resourceType\":") && !json.matches("\\{\"(contained|name)\".*");
    return typed || !json.startsWith("{")
        ? json
        : json.replaceFirst("\\{", "{\"resourceType\":\"Patient\",");
  }

  private static byte[] named(byte[] name) {
    byte[] head =
        "{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"".getBytes(StandardCharsets.UTF_8);
    byte[] tail = "\"}]}".getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[head.length + name.length + tail.length];
    System.arraycopy(head, 0, body, 0, head.length);
    System.arraycopy(name, 0, body, head.length, name.length);
    System.arraycopy(tail, 0, body, head.length + name.length, tail.length);
    return body;
  }

  private static String observed(String time) {
    return "{\"resourceType\":\"Observation\",\"effectiveDateTime\":\"" + time + "\"}";
  }

  private static String measured(String number) {
    return "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":" + number + "}}";
  }

  private static String coded(String name, String value) {
    return "{\"resourceType\":\"Observation\",\"code\":{\"coding\":[{\""
        + name
        + "\":\""
        + value
        + "\"}]}}";
  }
}
