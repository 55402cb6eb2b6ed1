/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.bench;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.Finding;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.ProfileValidator;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.operations.TerminologyOperations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UriType;
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

/** Terminology operations from memory, and the validation of the whole demo referral. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ContentBenchmark {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final String LANGUAGE = "displayLanguage";

  private ProfileValidator validator;
  private TerminologyOperations operations;
  private Bundle referral;
  private Parameters expand;
  private Parameters lookup;
  private Parameters validate;
  private Parameters subsumes;
  private Parameters translate;

  @Setup
  public void prepare() {
    FhirContext context = FhirContext.forR4Cached();
    ProfileCatalog catalog = ProfileCatalog.load(context);
    validator = ProfileValidator.create(context, catalog);
    validator.warmUp();
    operations = new TerminologyOperations(catalog.terminology());
    referral = referral(context);
    String signs = LocalSystem.INDICATORS.valueSetUrl();
    expand = in("url", new UriType(signs)).addParameter(LANGUAGE, new CodeType("el"));
    lookup = code(in("system", new UriType(LocalSystem.CONTACT.url())), "email-safe");
    lookup.addParameter(LANGUAGE, new CodeType("fr"));
    validate = code(in("url", new UriType(LocalSystem.SERVICE.valueSetUrl())), "legal-aid");
    validate.addParameter("system", new UriType(LocalSystem.SERVICE.url()));
    subsumes = in("system", new UriType(LocalSystem.SERVICE.url()));
    subsumes.addParameter("codeA", new CodeType("legal-aid"));
    subsumes.addParameter("codeB", new CodeType("legal-aid"));
    translate = code(in("system", new UriType(LocalSystem.BUSINESS_STATUS.url())), "accepted");
  }

  private static Bundle referral(FhirContext context) {
    try (InputStream in =
        ProfileCatalog.class.getResourceAsStream("/sandbox/referral-bundle.json")) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return context.newJsonParser().parseResource(Bundle.class, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Parameters in(String name, UriType value) {
    return new Parameters().addParameter(name, value);
  }

  private static Parameters code(Parameters in, String code) {
    return in.addParameter("code", new CodeType(code));
  }

  private Resource answer(String type, String name, Optional<String> id, Parameters in) {
    return operations.answer(type, name, id, in, NOW);
  }

  @Benchmark
  public List<Finding> referralValidated() {
    return validator.validate(referral);
  }

  /** The first one after the warm-up that a start of the server waits for. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Fork(5)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public List<Finding> firstReferralValidated() {
    return validator.validate(referral);
  }

  /** All signs, with their words in Greek: the largest value set. */
  @Benchmark
  public Resource expanded() {
    return answer("ValueSet", "expand", Optional.empty(), expand);
  }

  @Benchmark
  public Resource lookedUp() {
    return answer("CodeSystem", "lookup", Optional.empty(), lookup);
  }

  @Benchmark
  public Resource validatedCode() {
    return answer("ValueSet", "validate-code", Optional.empty(), validate);
  }

  @Benchmark
  public Resource subsumed() {
    return answer("CodeSystem", "subsumes", Optional.empty(), subsumes);
  }

  @Benchmark
  public Resource translated() {
    return answer("ConceptMap", "translate", Optional.of("sc-business-status-to-bser"), translate);
  }
}
