/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import static eu.amelie.interceptors.limits.Bodies.malformed;
import static eu.amelie.interceptors.limits.Bodies.refused;
import static eu.amelie.interceptors.limits.Bodies.tooLarge;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.Outcomes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single quotes stand for double ones. */
class JsonPatchesTest {
  private static final JsonPatches PATCHES = new JsonPatches(Bodies.CONTEXT, BodyLimits.DEFAULT);
  private static final String TYPE = "application/json-patch+json";
  private static final String TASK =
      "{'resourceType':'Task','id':'t-1','meta':{'versionId':'3'},'status':'requested',"
          + "'intent':'order','for':{'reference':'Patient/p-1/_history/2'},"
          + "'note':[{'text':'Ñeedle'},{'text':'b'}],'input':[{'type':{'text':'c'},"
          + "'valueDecimal':1.50}]}";

  private static Task task() {
    return (Task) Bodies.json(TASK.replace('\'', '"'));
  }

  private static Patch patch(String text) {
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return PATCHES.read(new ByteArrayInputStream(bytes), TYPE, null);
  }

  private static Task patched(String text) {
    return (Task) PATCHES.apply(patch(text), task());
  }

  private static ExchangeException unfit(String text) {
    Patch patch = patch(text);
    return refused(ErrorCode.PROFILE_VIOLATION, () -> PATCHES.apply(patch, task()));
  }

  @Test
  void aPatchChangesACopy() {
    Task task = task();
    Patch patch =
        patch(
            "[{'op':'test','path':'/status','value':'requested'},"
                + "{'op':'replace','path':'/status','value':'accepted'}]");

    Task patched = (Task) PATCHES.apply(patch, task);

    assertThat(patched.getStatus()).isEqualTo(Task.TaskStatus.ACCEPTED);
    assertThat(patched.getIdElement().getIdPart()).isEqualTo("t-1");
    assertThat(patched.getFor().getReference()).isEqualTo("Patient/p-1/_history/2");
    assertThat(task.equalsDeep(task())).isTrue();
    assertThat(patched.setStatus(Task.TaskStatus.REQUESTED).equalsDeep(task)).isTrue();
  }

  @Test
  void anEmptyPatchChangesNothing() {
    assertThat(patched("[]").equalsDeep(task())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'op':'add','path':'/note/-','value':{'text':'z'}} | Ñeedle,b,z",
        "{'op':'add','path':'/note/0','value':{'text':'z'}} | z,Ñeedle,b",
        "{'op':'add','path':'/note/2','value':{'text':'z'}} | Ñeedle,b,z",
        "{'op':'add','path':'/note','value':[{'text':'z'}]} | z",
        "{'op':'remove','path':'/note/0'} | b",
        "{'op':'remove','path':'/note'} | ``",
        "{'op':'replace','path':'/note/1/text','value':'z'} | Ñeedle,z",
        "{'op':'move','from':'/note/0','path':'/note/1'} | b,Ñeedle",
        "{'op':'move','from':'/note/0','path':'/note/-'} | b,Ñeedle",
        "{'op':'move','from':'/note/0','path':'/note/0'} | Ñeedle,b",
        "{'op':'copy','from':'/note/1','path':'/note/0'} | b,Ñeedle,b",
        "{'op':'copy','from':'/note/1/text','path':'/note/0/text'} | b,b",
        "{'op':'test','path':'/note/1','value':{'text':'b'}} | Ñeedle,b",
        "{'op':'test','path':'/input/0/valueDecimal','value':1.5} | Ñeedle,b",
        "{'op':'add','path':'/note','value':[]},{'op':'add','path':'/note/-',"
            + "'value':{'text':'z'}} | z",
        "{'op':'test','path':'/note/0/text','value':'Ñeedle','other':['ignored']} | Ñeedle,b",
      })
  void eachOperationDoesWhatTheRfcSays(String operations, String notes) {
    Task patched = patched("[" + operations + "]");

    String texts =
        String.join(",", patched.getNote().stream().map(note -> note.getText()).toList());
    assertThat(texts).isEqualTo(notes == null ? "" : notes);
  }

  /** What is there, what is not there and what is of another kind tell nobody apart. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op':'test','path':'/note/0/text','value':'Ñeedles'}",
        "{'op':'test','path':'/note/0/text','value':1}",
        "{'op':'test','path':'/note/0','value':null}",
        "{'op':'test','path':'/note/2','value':{'text':'b'}}",
        "{'op':'test','path':'/note/-','value':{'text':'b'}}",
        "{'op':'test','path':'/owner','value':{'reference':'a'}}",
        "{'op':'test','path':'','value':{}}",
        "{'op':'remove','path':'/owner'}",
        "{'op':'remove','path':'/note/2'}",
        "{'op':'remove','path':'/note/-'}",
        "{'op':'remove','path':'/note/01'}",
        "{'op':'remove','path':'/note/1e0'}",
        "{'op':'remove','path':'/note/text'}",
        "{'op':'remove','path':'/note/text=b'}",
        "{'op':'remove','path':'/note/4294967296'}",
        "{'op':'remove','path':''}",
        "{'op':'replace','path':'/owner','value':{'reference':'Organization/a'}}",
        "{'op':'replace','path':'/note/2','value':{'text':'z'}}",
        "{'op':'replace','path':'/note/-','value':{'text':'z'}}",
        "{'op':'replace','path':'','value':{'resourceType':'Task','id':'t-1','status':'failed'}}",
        "{'op':'add','path':'/owner/reference','value':'a'}",
        "{'op':'add','path':'/status/a','value':'a'}",
        "{'op':'add','path':'/note/3','value':{'text':'z'}}",
        "{'op':'add','path':'/note/a','value':{'text':'z'}}",
        "{'op':'add','path':'','value':{'resourceType':'Task','id':'t-1','status':'failed'}}",
        "{'op':'move','from':'/owner','path':'/requester'}",
        "{'op':'move','from':'/note/-','path':'/note/0'}",
        "{'op':'copy','from':'/owner','path':'/requester'}",
        "{'op':'copy','from':'/note/9','path':'/note/-'}",
      })
  void whatCannotBeAppliedIsRefusedInTheSameWords(String operation) {
    ExchangeException refusal = unfit("[" + operation + "]");

    assertThat(outcome(refusal)).isEqualTo(outcome(JsonPatches.notApplicable("Task")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op':'replace','path':'/id','value':'t-2'}",
        "{'op':'remove','path':'/id'}",
        "{'op':'replace','path':'/resourceType','value':'Patient'}",
        "{'op':'remove','path':'/resourceType'}",
        "{'op':'copy','from':'/status','path':'/id'}",
        "{'op':'move','from':'/id','path':'/language'}",
      })
  void typeAndIdStayAsTheyAre(String operation) {
    assertThat(unfit("[" + operation + "]").issues().get(0).message())
        .isEqualTo("A patch changes neither resourceType nor id.");
  }

  @Test
  void anIdThatIsSetToWhatItIsStays() {
    assertThat(patched("[{'op':'add','path':'/id','value':'t-1'}]").equalsDeep(task())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'op':'add','path':'/stat','value':'a'} | Task",
        "{'op':'add','path':'/Ñeedle','value':'a'} | Task",
        "{'op':'replace','path':'/status','value':'Ñeedle'} | Task.status",
        "{'op':'replace','path':'/status','value':null} | Task.status",
        "{'op':'replace','path':'/status','value':1} | Task.status",
        "{'op':'replace','path':'/note','value':[]} | Task.note",
        "{'op':'replace','path':'/note','value':{'text':'a'}} | Task.note",
        "{'op':'replace','path':'/note/1','value':{}} | Task.note[1]",
        "{'op':'remove','path':'/note/1/text'} | Task.note[1]",
        "{'op':'replace','path':'/note/1/text','value':''} | Task.note[1].text",
        "{'op':'add','path':'/owner','value':{'reference':'#a'}} | Task.owner",
        "{'op':'copy','from':'','path':'/contained'} | Task.contained",
      })
  void aPatchThatLeavesNoResourceIsRefusedWithThePlace(String operation, String place) {
    ExchangeException refusal = unfit("[" + operation + "]");

    assertThat(refusal.issues().get(0).expression()).isEqualTo(place);
    assertThat(outcome(refusal)).doesNotContain("Ñeedle");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "null",
        "[null]",
        "[1]",
        "['a']",
        "[[]]",
        "[{}]",
        "[",
        "[{]",
        "[{'op':'remove'}]",
        "[{'path':'/a'}]",
        "[{'op':'delete','path':'/a'}]",
        "[{'op':'Remove','path':'/a'}]",
        "[{'op':['remove'],'path':'/a'}]",
        "[{'op':'remove','path':'a'}]",
        "[{'op':'remove','path':1}]",
        "[{'op':'remove','path':'/a~'}]",
        "[{'op':'remove','path':'/a~2'}]",
        "[{'op':'remove','path':'/a','path':'/b'}]",
        "[{'op':'add','path':'/a'}]",
        "[{'op':'replace','path':'/a'}]",
        "[{'op':'test','path':'/a'}]",
        "[{'op':'copy','path':'/a'}]",
        "[{'op':'move','path':'/a','from':1}]",
        "[{'op':'move','from':'/a','path':'/a/b'}]",
        "[{'op':'move','from':'','path':'/a'}]",
        "[{'op':'remove','path':'/a'}] a",
        "[{'op':'remove','path':'/a'},]",
        "[/* a */{'op':'remove','path':'/a'}]",
        "[{'op':'add','path':'/a','value':'\\ud800'}]",
        "[{'op':'add','path':'/a','value':1e400}]",
        "[{'op':'add','path':'/a','value':[[1]]}]",
        "{'resourceType':'Parameters'}"
      })
  void whatIsNoPatchIsMalformed(String text) {
    malformed(() -> patch(text));
  }

  @Test
  void aPathThatIsTooLongIsMalformed() {
    malformed(() -> patch("[{'op':'remove','path':'" + "/a".repeat(1_001) + "'}]"));

    assertThat(patch("[{'op':'remove','path':'" + "/a".repeat(1_000) + "'}]").size()).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/fhir+json",
        "application/xml-patch+xml",
        "application/json-patch",
        "application/merge-patch+json",
        "Ñeedle",
        ""
      })
  void anotherMediaTypeIsMalformed(String type) {
    ByteArrayInputStream body = new ByteArrayInputStream(new byte[] {'[', ']'});

    malformed(() -> PATCHES.read(body, type, null));
    assertThat(PATCHES.read(body, TYPE + "; charset=UTF-8", "identity").size()).isZero();
  }

  @Test
  void aPatchMayComeWithGzip() {
    byte[] body = Bodies.gzip("[]".getBytes(StandardCharsets.UTF_8));

    assertThat(PATCHES.read(new ByteArrayInputStream(body), TYPE, "gzip").size()).isZero();
  }

  @Test
  void hardening2MoreThan200OperationsAre413() {
    String test = "{'op':'test','path':'/status','value':'requested'},";

    tooLarge(() -> patch("[" + test.repeat(201).replaceFirst(",$", "]")));

    assertThat(patched("[" + test.repeat(200).replaceFirst(",$", "]")).equalsDeep(task())).isTrue();
  }

  @Test
  void hardening2CopiesThatDoubleTheResourceAre413() {
    StringBuilder bomb = new StringBuilder("[{'op':'add','path':'/contained','value':[{'a':'b'}]}");
    for (int i = 0; i < 199; i++) {
      bomb.append(",{'op':'copy','from':'/contained','path':'/contained/0/c")
          .append(i)
          .append("'}");
    }
    Patch patch = patch(bomb.append("]").toString());

    tooLarge(() -> PATCHES.apply(patch, task()));
  }

  @Test
  void hardening2CopiesOfLongTextsAre413() {
    String add = "{'op':'add','path':'/note/-','value':{'text':'" + "a".repeat(1_000_000) + "'}}";
    String copy = ",{'op':'copy','from':'/note/2','path':'/note/-'}";

    Patch nine = patch("[" + add + copy.repeat(8) + "]");
    tooLarge(() -> PATCHES.apply(nine, task()));

    assertThat(patched("[" + add + copy.repeat(7) + "]").getNote()).hasSize(10);
  }

  @Test
  void hardening2WhatIsReplacedDoesNotCount() {
    String text = "a".repeat(30_000);
    StringBuilder patch = new StringBuilder("[");
    for (int i = 0; i < 200; i++) {
      patch.append("{'op':'replace','path':'/note/0/text','value':'").append(text).append("'},");
    }
    BodyLimits tight = new BodyLimits(8_000_000, 100_000, 100_000, 200, 50, 2_000);
    byte[] body =
        patch
            .toString()
            .replaceFirst(",$", "]")
            .replace('\'', '"')
            .getBytes(StandardCharsets.UTF_8);
    JsonPatches patches = new JsonPatches(Bodies.CONTEXT, tight);

    Patch read = patches.read(new ByteArrayInputStream(body), TYPE, null);

    assertThat(((Task) patches.apply(read, task())).getNoteFirstRep().getText()).isEqualTo(text);
  }

  @Test
  void hardening2MovesIntoTheDepthAre413() {
    StringBuilder patch = new StringBuilder("[");
    String path = "/contained/0";
    patch.append("{'op':'add','path':'/contained','value':[{}]}");
    for (int i = 0; i < 150; i++) {
      path += "/a";
      patch.append(",{'op':'add','path':'").append(path).append("','value':{}}");
    }
    Patch read = patch(patch.append("]").toString());

    tooLarge(() -> PATCHES.apply(read, task()));
  }

  @Test
  void hardening3NestingWithoutEndInAPatchIsRefused() {
    tooLarge(() -> patch("[{'op':'add','path':'/a','value':" + "{'a':".repeat(100_000)));
    malformed(() -> patch("[".repeat(100_000)));
  }

  @Test
  void aPatchSaysNothingOfItsContent() {
    Patch patch = patch("[{'op':'add','path':'/Ñeedle','value':'Ñeedle'}]");

    assertThat(patch).hasToString("Patch of 1 operations");
    assertThat(patch.operations().toString()).doesNotContain("Ñeedle");
  }

  private static String outcome(ExchangeException refusal) {
    return Bodies.CONTEXT.newJsonParser().encodeResourceToString(Outcomes.of(refusal));
  }
}
