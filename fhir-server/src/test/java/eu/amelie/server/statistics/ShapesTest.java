/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.statistics.Audit;
import eu.amelie.interceptors.statistics.Category;
import eu.amelie.interceptors.statistics.Dimension;
import eu.amelie.interceptors.statistics.Disclosed;
import eu.amelie.interceptors.statistics.Quarter;
import eu.amelie.interceptors.statistics.ReferralDimensions;
import eu.amelie.interceptors.statistics.Suppression;
import eu.amelie.interceptors.statistics.Table;
import eu.amelie.server.statistics.Shape.Stratifier;
import eu.amelie.terminology.LocalCode;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import eu.amelie.terminology.Translations;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MeasureReport;
import org.junit.jupiter.api.Test;

/** The shapes in which a report is shown, and what they tell together. */
class ShapesTest {
  private static final TerminologyCatalog TERMINOLOGY = TerminologyCatalog.load();
  private static final Quarter QUARTER = new Quarter(LocalDate.of(2019, 4, 1));

  private final Shapes shapes = new Shapes(TERMINOLOGY);

  @Test
  void everyShapePutsEachPersonIntoOneRow() {
    for (Shape shape : shapes.all()) {
      for (Stratifier stratifier : shape.stratifiers()) {
        assertThat(stratifier.rows().stream().flatMap(row -> row.leaves().stream()))
            .as(shape.measure() + " " + stratifier.dimension().name())
            .containsExactlyInAnyOrderElementsOf(stratifier.dimension().leaves());
      }
    }
  }

  @Test
  void theDimensionsHaveAllCodesOfTheirSystemsAndNoOthers() {
    Map.of(
            ReferralDimensions.FORM, LocalSystem.FORM,
            ReferralDimensions.AGE, LocalSystem.AGE_BAND,
            ReferralDimensions.CITIZENSHIP, LocalSystem.CITIZENSHIP,
            ReferralDimensions.WAITING, LocalSystem.WAITING)
        .forEach(
            (dimension, system) ->
                assertThat(dimension.leaves()).containsExactlyInAnyOrderElementsOf(codes(system)));
    assertThat(ReferralDimensions.SERVICE.leaves())
        .containsAll(codes(LocalSystem.SERVICE))
        .hasSize(codes(LocalSystem.SERVICE).size() + 1);
    assertThat(codes(LocalSystem.BUSINESS_STATUS))
        .containsAll(ReferralDimensions.OUTCOME.leaves())
        .containsAll(ReferralDimensions.COURSE.leaves());
    assertThat(codes(LocalSystem.TABLE))
        .containsExactlyInAnyOrderElementsOf(
            ReferralDimensions.ALL.stream().map(Dimension::name).toList());
  }

  @Test
  void whereEverybodyIsManyEveryRowOfEveryShapeHasItsNumber() {
    Report report = report(new HashMap<>(), 20);

    for (Shape shape : shapes.all()) {
      MeasureReport answer = MeasureReports.of(report, shape);
      assertThat(answer.getGroupFirstRep().getStratifier())
          .flatExtracting(stratifier -> stratifier.getStratum())
          .allMatch(stratum -> stratum.getPopulationFirstRep().getCountElement().hasValue());
      assertThat(CsvReports.of(report, shape)).doesNotContain(",true\r\n");
    }
    Shape european = shapes.find("sc-referrals-european").orElseThrow();
    assertThat(
            european.stratifiers().get(0).rows().stream()
                .collect(
                    Collectors.toMap(
                        Row::code, row -> report.table(ReferralDimensions.FORM).sum(row.leaves()))))
        .containsEntry("sexual", OptionalLong.of(20))
        .containsEntry("labour", OptionalLong.of(40))
        .containsEntry("other", OptionalLong.of(180))
        .containsEntry("UNK", OptionalLong.of(40));
  }

  /** Of its own codes and tables; those of others have no words of ours. */
  @Test
  void whatARowCountsIsSaidInSixLanguages() {
    Set<String> others = Set.of("fr", "nl", "de", "el", "it");
    for (Shape shape : shapes.all()) {
      MeasureReport answer = MeasureReports.of(report(new HashMap<>(), 20), shape);
      List<Coding> codings =
          answer.getGroupFirstRep().getStratifier().stream()
              .flatMap(
                  stratifier ->
                      Stream.concat(
                          stratifier.getCode().stream(),
                          stratifier.getStratum().stream().map(stratum -> stratum.getValue())))
              .map(CodeableConcept::getCodingFirstRep)
              .filter(coding -> coding.getSystem().startsWith(LocalSystem.CANONICAL_ROOT))
              .toList();

      assertThat(codings)
          .as(shape.measure())
          .isNotEmpty()
          .allMatch(Coding::hasDisplay)
          .allSatisfy(
              coding ->
                  assertThat(
                          coding
                              .getDisplayElement()
                              .getExtensionsByUrl(Translations.EXTENSION)
                              .stream()
                              .map(translation -> translation.getExtensionString("lang")))
                      .as(coding.getCode())
                      .containsExactlyInAnyOrderElementsOf(others));
    }
  }

  @Test
  void whatIsLeftOutHasAReasonAndNoNumberInEveryShape() {
    Map<String, Long> few = new HashMap<>();
    few.put("domestic-servitude", 3L);
    Report report = report(few, 20);

    assertThat(CsvReports.of(report, shapes.find("sc-referrals").orElseThrow()))
        .contains(
            ",form,https://fhir.example.org/supportive-care/CodeSystem/sc-form,domestic-servitude,,true\r\n")
        .contains(
            ",form,https://fhir.example.org/supportive-care/CodeSystem/sc-form,forced-labour,,true\r\n")
        .contains(
            ",form,https://fhir.example.org/supportive-care/CodeSystem/sc-form,sexual,20,false\r\n");
    MeasureReport answer = MeasureReports.of(report, shapes.find("sc-referrals").orElseThrow());
    assertThat(answer.getGroupFirstRep().getStratifierFirstRep().getStratum())
        .filteredOn(
            stratum ->
                stratum.getValue().getCodingFirstRep().getCode().equals("domestic-servitude"))
        .singleElement()
        .satisfies(
            stratum -> {
              assertThat(stratum.getPopulationFirstRep().getCountElement().hasValue()).isFalse();
              assertThat(
                      stratum
                          .getPopulationFirstRep()
                          .getCountElement()
                          .getExtensionFirstRep()
                          .getValue()
                          .primitiveValue())
                  .isEqualTo("masked");
            });
  }

  /**
   * The auditor is handed the numbers of all shapes at once, as a reader would have them, beside
   * the table.
   */
  @Test
  void allShapesTogetherTellNoMoreThanOne() {
    Random dice = new Random(20190401);
    for (int i = 0; i < 200; i++) {
      for (Dimension dimension : ReferralDimensions.ALL) {
        Map<String, Long> counts = new HashMap<>();
        dimension.leaves().forEach(leaf -> counts.put(leaf, (long) dice.nextInt(25)));
        Table table = Suppression.protect(dimension, counts);

        assertThat(Audit.of(dimension, shown(table))).as(counts.toString()).isEmpty();
      }
    }
  }

  private List<Disclosed> shown(Table table) {
    List<Disclosed> shown = new ArrayList<>();
    for (Category category : table.dimension().all().all().toList()) {
      if (table.persons().containsKey(category.id())) {
        Set<String> leaves = category.leaves().map(Category::id).collect(Collectors.toSet());
        shown.add(new Disclosed(leaves, table.persons().get(category.id())));
      }
    }
    for (Shape shape : shapes.all()) {
      shape.stratifiers().stream()
          .filter(stratifier -> stratifier.dimension().equals(table.dimension()))
          .flatMap(stratifier -> stratifier.rows().stream())
          .forEach(
              row ->
                  table
                      .sum(row.leaves())
                      .ifPresent(sum -> shown.add(new Disclosed(row.leaves(), sum))));
    }
    return shown;
  }

  /** As many persons in every leaf, but for those that are said. */
  private static Report report(Map<String, Long> said, long others) {
    return new Report(
        "BE",
        QUARTER,
        LocalDate.of(2019, 8, 1),
        ReferralDimensions.ALL.stream()
            .map(
                dimension ->
                    Suppression.protect(
                        dimension,
                        dimension
                            .all()
                            .leaves()
                            .map(Category::id)
                            .collect(
                                Collectors.toMap(
                                    leaf -> leaf, leaf -> said.getOrDefault(leaf, others)))))
            .toList());
  }

  private static List<String> codes(LocalSystem system) {
    return TERMINOLOGY.codes(system).stream().map(LocalCode::code).toList();
  }
}
