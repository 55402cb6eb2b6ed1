/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.profiles.Finding;
import java.util.Map;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemOperator;
import org.hl7.fhir.r4.model.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentReaderTest {
  private static void assertRefused(String where, Consumer<Questionnaire> change) {
    Questionnaire questionnaire = Invented.questionnaire();
    change.accept(questionnaire);
    InstrumentReader.Read read = InstrumentReader.read(questionnaire);

    assertThat(read.instrument()).isEmpty();
    assertThat(read.findings()).extracting(Finding::expression).containsExactly(where);
  }

  @Test
  void aQuestionnaireThatSaysAllThatCountingNeedsIsAnInstrument() {
    InstrumentReader.Read read = InstrumentReader.read(Invented.questionnaire());

    assertThat(read.findings()).isEmpty();
    Instrument instrument = read.instrument().orElseThrow();
    assertThat(instrument.canonical())
        .isEqualTo("https://instruments.example.org/Questionnaire/invented-three|1");
    assertThat(instrument.cutOff()).isEqualTo(2);
    assertThat(instrument.isMadeFor(17, false)).isFalse();
    assertThat(instrument.isMadeFor(18, false)).isTrue();
    assertThat(instrument.isMadeFor(65, false)).isTrue();
    assertThat(instrument.isMadeFor(66, false)).isFalse();
    assertThat(instrument.isNarrower()).isFalse();
    assertThat(instrument.points()).containsOnlyKeys("lighthouse", "boats");
    assertThat(instrument.points().get("boats"))
        .isEqualTo(Map.of(Invented.SYSTEM + "|many", 2, Invented.SYSTEM + "|none", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"focus", "gender", "venue", "program", "user", ""})
  void anyOtherContextMakesItNarrowerThanItsAges(String context) {
    Questionnaire questionnaire = Invented.madeForSomeOnly(context);
    Instrument instrument = InstrumentReader.read(questionnaire).instrument().orElseThrow();

    assertThat(instrument.isNarrower()).isTrue();
    assertThat(instrument.isMadeFor(18, false)).isFalse();
    assertThat(instrument.isMadeFor(18, true)).isTrue();
    assertThat(instrument.isMadeFor(17, true)).isFalse();
    assertThat(instrument.isMadeFor(66, true)).isFalse();
  }

  @Test
  void withoutUrlVersionThresholdOrAgesItIsNone() {
    assertRefused("Questionnaire.url", one -> one.setUrl(null));
    assertRefused(
        "Questionnaire.url",
        one -> one.setUrl("https://fhir.example.org/supportive-care/Questionnaire/sc-outcome"));
    assertRefused("Questionnaire.version", one -> one.setVersion(null));
    assertRefused("Questionnaire.extension", one -> one.setExtension(null));
    assertRefused(
        "Questionnaire.extension", one -> one.addExtension(Instrument.CUT_OFF, new IntegerType(3)));
    assertRefused("Questionnaire.useContext", one -> one.setUseContext(null));
    assertRefused(
        "Questionnaire.useContext",
        one -> ((Range) one.getUseContextFirstRep().getValue()).getLow().setCode("mo"));
    assertRefused(
        "Questionnaire.useContext",
        one -> ((Range) one.getUseContextFirstRep().getValue()).getLow().setValue(70));
  }

  @Test
  void aQuestionThatIsCountedIsAlwaysAskedAndAllItsOptionsBearWholePoints() {
    assertRefused(
        "Questionnaire.item[0].answerOption",
        one ->
            one.getItem()
                .get(0)
                .getAnswerOption()
                .get(1)
                .getValueCoding()
                .removeExtension(Instrument.ORDINAL));
    assertRefused(
        "Questionnaire.item[0].answerOption",
        one ->
            one.getItem()
                .get(0)
                .getAnswerOption()
                .get(0)
                .getValueCoding()
                .getExtensionByUrl(Instrument.ORDINAL)
                .setValue(new DecimalType("0.5")));
    // 2^32 + 1, of which an int keeps the one.
    assertRefused(
        "Questionnaire.item[0].answerOption",
        one ->
            one.getItem()
                .get(0)
                .getAnswerOption()
                .get(0)
                .getValueCoding()
                .getExtensionByUrl(Instrument.ORDINAL)
                .setValue(new DecimalType("4294967297")));
    assertRefused(
        "Questionnaire.item[1].enableWhen",
        one ->
            one.getItem()
                .get(1)
                .addEnableWhen()
                .setQuestion("lighthouse")
                .setOperator(QuestionnaireItemOperator.EXISTS)
                .setAnswer(new BooleanType(true)));
    assertRefused("Questionnaire.item[1]", one -> one.getItem().get(1).setRepeats(true));
    assertRefused(
        "Questionnaire.item[1].linkId", one -> one.getItem().get(1).setLinkId("lighthouse"));
    assertRefused("Questionnaire.item", one -> one.setItem(one.getItem().subList(2, 3)));
  }

  @Test
  void whatFhirRequiresOfItemsIsThereCountedOrNot() {
    assertRefused("Questionnaire.item[2]", one -> one.getItem().get(2).setType(null));
    assertRefused("Questionnaire.item[2]", one -> one.getItem().get(2).setLinkId(null));
    assertRefused(
        "Questionnaire.item[2].enableWhen",
        one -> one.getItem().get(2).addEnableWhen().setQuestion("boats"));
    assertRefused(
        "Questionnaire.item[2].answerOption", one -> one.getItem().get(2).addAnswerOption());
  }
}
