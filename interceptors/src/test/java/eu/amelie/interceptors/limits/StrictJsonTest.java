/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import static eu.amelie.interceptors.limits.Bodies.json;
import static eu.amelie.interceptors.limits.Bodies.malformed;
import static eu.amelie.interceptors.limits.Bodies.tree;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Line 4 of the hardening list, in JSON. Single quotes stand for double ones. */
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
}
