/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.Presentation.Format;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.handling.CallHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Binary;
import org.springframework.stereotype.Component;

/**
 * Answers {@code Measure/[id]/$evaluate-measure}: a MeasureReport, or a Binary that leaves as CSV
 * where that is asked for.
 *
 * <p>Guaranteed: only closed quarters; the same numbers whoever asks, whenever and in whatever
 * shape. The contract says who may ask; for coordinators their own country alone.
 */
@Component
class EvaluateMeasure implements CallHandler {
  private final Shapes shapes;
  private final Reports reports;
  private final AuditTrail trail;

  EvaluateMeasure(Shapes shapes, Reports reports, AuditTrail trail) {
    this.shapes = shapes;
    this.reports = reports;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("evaluate-measure");
  }

  @Override
  public Recorded answer(Call call) {
    Shape shape =
        shapes
            .find(((Interaction.Operation) call.interaction()).id().orElseThrow())
            .orElseThrow(ExchangeException::notFound);
    MeasureRequest request = MeasureRequest.of(call);
    reports.prepare(request.country(), request.quarter());
    return trail.reading(
        call,
        () ->
            reply(
                call,
                reports
                    .find(request.country(), request.quarter())
                    .orElseThrow(ExchangeException::notFound),
                shape));
  }

  private static Reply reply(Call call, Report report, Shape shape) {
    List<String> seen =
        List.of("MeasureReport " + report.country() + " " + report.quarter().code());
    if (!call.admit().presentation().format().equals(Optional.of(Format.CSV))) {
      return Reply.of(MeasureReports.of(report, shape), seen);
    }
    Binary table = new Binary();
    table.setContentType("text/csv;charset=UTF-8;header=present");
    table.setData(CsvReports.of(report, shape).getBytes(StandardCharsets.UTF_8));
    return Reply.of(table, seen).with("Content-Disposition", "attachment; filename=\"counts.csv\"");
  }
}
