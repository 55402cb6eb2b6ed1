/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.bench;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.pseudonym.ids.IdMapping;
import eu.amelie.interceptors.pseudonym.ids.IdTranslation;
import eu.amelie.interceptors.pseudonym.ids.OrganizationIds;
import eu.amelie.interceptors.pseudonym.record.RecordShapes;
import eu.amelie.interceptors.pseudonym.record.Split;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.ProfileValidator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Resource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Split, join and id translation, of the whole demo referral and of its Patient. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PseudonymBenchmark {
  private static final int KEY_BYTES = 32;

  private RecordShapes shapes;
  private IdTranslation translation;
  private IdMapping outward;
  private List<Resource> referral;
  private Split person;

  @Setup
  public void prepare() {
    FhirContext context = FhirContext.forR4Cached();
    ProfileValidator validator = ProfileValidator.create(context, ProfileCatalog.load(context));
    shapes = RecordShapes.load(context, validator.knownCodes()::contains);
    translation = new IdTranslation(context);
    OrganizationIds ids = new OrganizationIds(new byte[KEY_BYTES]);
    outward = (type, id) -> ids.outward("shelter-be", UUID.fromString(id)).toString();
    referral = Referral.resources(context);
    person = shapes.split(referral.get(0));
  }

  /** In and out again. */
  @Benchmark
  public void referralSplitJoinedAndTranslated(Blackhole hole) {
    for (Resource resource : referral) {
      Split split = shapes.split(resource);
      Resource joined = (Resource) shapes.join(split.record(), split.identity());
      translation.translate(joined, outward);
      hole.consume(joined);
    }
  }

  @Benchmark
  public Resource personJoinedAndTranslated() {
    Resource joined = (Resource) shapes.join(person.record(), person.identity());
    translation.translate(joined, outward);
    return joined;
  }
}
