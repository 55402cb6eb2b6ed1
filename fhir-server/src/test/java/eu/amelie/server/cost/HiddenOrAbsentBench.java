/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.CountedStatements;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Run by hand (see docs/performance/hidden-or-absent.md): the same question about an id that was
 * once given and is hidden now, and about one of nobody's, in turn. Writes a CSV and asserts no
 * time.
 */
@ExchangeServer
class HiddenOrAbsentBench {
  private static final int WARM = 200;
  private static final int CALLS = Integer.getInteger("amelie.bench.calls", 1_000);
  private static final String NOBODYS = "5c0fffff-0000-4000-8000-000000000009";

  @LocalServerPort private int port;

  @Test
  void answersAboutWhatIsHiddenAndWhatIsAbsent() throws IOException {
    Case story = Case.submit(port).accepted();
    FhirClient service = story.service();
    String hidden = story.person();
    story.withdraw();
    Map<String, String> questions = new LinkedHashMap<>();
    questions.put("read", "/fhir/Patient/%s");
    questions.put("everything", "/fhir/Patient/%s/$everything");
    questions.put("search by person", "/fhir/Observation?patient=%s");
    List<String> lines = new ArrayList<>(List.of("question,id,calls,median_ms,p95_ms,statements"));
    questions.forEach((name, path) -> measure(service, name, path, hidden, lines));
    Path csv = Path.of("target", "bench", "hidden-or-absent.csv");
    Files.createDirectories(csv.getParent());
    Files.write(csv, lines);
    lines.forEach(System.out::println);
  }

  /** In turn, so that whatever else the machine does happens to both alike. */
  private static void measure(
      FhirClient service, String name, String path, String hidden, List<String> lines) {
    String ofHidden = path.formatted(hidden);
    String ofNobody = path.formatted(NOBODYS);
    for (int i = 0; i < WARM; i++) {
      service.get(ofHidden);
      service.get(ofNobody);
    }
    Timed hiddenTimes = new Timed();
    Timed absentTimes = new Timed();
    for (int i = 0; i < CALLS; i++) {
      boolean hiddenFirst = i % 2 == 0;
      if (hiddenFirst) {
        hiddenTimes.call(() -> service.get(ofHidden));
      }
      absentTimes.call(() -> service.get(ofNobody));
      if (!hiddenFirst) {
        hiddenTimes.call(() -> service.get(ofHidden));
      }
    }
    lines.add(line(name, "hidden", hiddenTimes, service, ofHidden));
    lines.add(line(name, "absent", absentTimes, service, ofNobody));
  }

  private static String line(String name, String id, Timed timed, FhirClient service, String path) {
    int statements = CountedStatements.during(() -> service.get(path)).size();
    return "%s,%s,%s,%d".formatted(name, id, timed.columns(), statements);
  }
}
