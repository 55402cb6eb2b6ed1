/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.hl7.fhir.r4.model.MeasureReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may ask for counts, and for what. Nobody is counted in the quarter that is asked for. */
@ExchangeServer
class StatisticsContractTest {
  private static final String PERIOD = "periodStart=2018-04-01&periodEnd=2018-06-30";
  private static final String MEASURE = "/fhir/Measure/sc-referrals/$evaluate-measure?";

  @LocalServerPort private int port;

  private FhirClient office;

  @BeforeEach
  void asTheOffice() {
    office = FhirClient.of(port, "statistics-eu");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hospital-it", "shelter-it", "auditor-be", "integrator"})
  void nobodyElseHasItInTheContract(String client) {
    Answer answer = FhirClient.of(port, client).get(MEASURE + PERIOD + "&country=IT");

    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("not-in-contract");
  }

  @Test
  void anOpenPeriodIsNotAnsweredAndNeitherIsWhatIsNoQuarter() {
    LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    LocalDate start = today.withDayOfMonth(1).withMonth((today.getMonthValue() - 1) / 3 * 3 + 1);
    String open = "periodStart=%s&periodEnd=%s".formatted(start, start.plusMonths(3).minusDays(1));

    for (String asked :
        List.of(
            open,
            "periodStart=2018-04-01&periodEnd=2018-06-29",
            "periodStart=2018-04-02&periodEnd=2018-07-01",
            "periodStart=2018-01-01&periodEnd=2018-12-31",
            "periodStart=2018-04&periodEnd=2018-06",
            "periodStart=2018-04-01")) {
      Answer answer = office.get(MEASURE + asked + "&country=IT");
      assertThat(answer.status()).as(asked + answer.body()).isEqualTo(422);
      assertThat(answer.body()).doesNotContain("MeasureReport");
    }
    assertThat(office.get(MEASURE + PERIOD).status()).isEqualTo(422);
    assertThat(office.get(MEASURE + PERIOD + "&country=Italy").status()).isEqualTo(422);
    assertThat(office.get(MEASURE + PERIOD + "&country=IT&subject=Patient/x").status())
        .isEqualTo(403);
  }

  @Test
  void aCountryWithNobodyLooksLikeOneWithTen() {
    MeasureReport nobody = office.get(MEASURE + PERIOD + "&country=FR").as(MeasureReport.class);

    assertThat(nobody.getGroupFirstRep().getPopulationFirstRep().getCountElement().hasValue())
        .isFalse();
    assertThat(nobody.getGroupFirstRep().getStratifier())
        .flatExtracting(stratifier -> stratifier.getStratum())
        .noneMatch(stratum -> stratum.getPopulationFirstRep().getCountElement().hasValue());
  }
}
