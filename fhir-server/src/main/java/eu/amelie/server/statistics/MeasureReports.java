/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import eu.amelie.interceptors.statistics.ReferralDimensions;
import eu.amelie.interceptors.statistics.Table;
import eu.amelie.server.statistics.Shape.Stratifier;
import eu.amelie.terminology.Displays;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.Translations;
import java.util.Optional;
import java.util.OptionalLong;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupStratifierComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportStatus;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportType;
import org.hl7.fhir.r4.model.Reference;

/**
 * A report as a MeasureReport. A count that is left out is there without a value, with the reason
 * {@code masked}, whether it would be zero or not.
 */
final class MeasureReports {
  private static final String POPULATION =
      "http://terminology.hl7.org/CodeSystem/measure-population";
  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
  private static final String COUNTRIES = "urn:iso:std:iso:3166";

  private MeasureReports() {}

  static MeasureReport of(Report report, Shape shape) {
    MeasureReport answer = new MeasureReport();
    answer
        .setStatus(MeasureReportStatus.COMPLETE)
        .setType(MeasureReportType.SUMMARY)
        .setMeasure(LocalSystem.CANONICAL_ROOT + "/Measure/" + shape.measure())
        .setDateElement(new DateTimeType(report.computed().toString()));
    answer.setSubject(
        new Reference()
            .setType("Location")
            .setIdentifier(new Identifier().setSystem(COUNTRIES).setValue(report.country())));
    answer
        .getPeriod()
        .setStartElement(new DateTimeType(report.quarter().first().toString()))
        .setEndElement(new DateTimeType(report.quarter().last().toString()));
    MeasureReportGroupComponent group = answer.addGroup();
    group
        .addPopulation()
        .setCode(population())
        .setCountElement(count(report.table(ReferralDimensions.SEX).total()));
    for (Stratifier stratifier : shape.stratifiers()) {
      add(group.addStratifier(), report.table(stratifier.dimension()), stratifier);
    }
    return answer;
  }

  private static void add(
      MeasureReportGroupStratifierComponent element, Table table, Stratifier stratifier) {
    element.addCode(
        coded(
            LocalSystem.TABLE.url(),
            stratifier.dimension().name(),
            Optional.of(stratifier.title())));
    for (Row row : stratifier.rows()) {
      element
          .addStratum()
          .setValue(coded(row.system(), row.code(), row.words()))
          .addPopulation()
          .setCode(population())
          .setCountElement(count(table.sum(row.leaves())));
    }
  }

  private static CodeableConcept population() {
    return coded(POPULATION, "initial-population", Optional.empty());
  }

  /** With what it is called in English, and beside that the translations. */
  private static CodeableConcept coded(String system, String code, Optional<Displays> words) {
    Coding coding = new Coding(system, code, null);
    words.ifPresent(
        known -> {
          coding.setDisplay(known.english());
          Translations.add(coding.getDisplayElement(), known);
        });
    return new CodeableConcept(coding);
  }

  private static IntegerType count(OptionalLong persons) {
    IntegerType count = new IntegerType();
    if (persons.isPresent()) {
      count.setValue(Math.toIntExact(persons.getAsLong()));
    } else {
      count.addExtension(ABSENT, new CodeType("masked"));
    }
    return count;
  }
}
