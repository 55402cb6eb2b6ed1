/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.bench;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.Finding;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.ProfileValidator;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
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
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ContentBenchmark {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  /** The validator as a start of the server leaves it. */
  @State(Scope.Benchmark)
  public static class Validation {
    private ProfileValidator validator;
    private Bundle referral;

    @Setup
    public void prepare() {
      FhirContext context = FhirContext.forR4Cached();
      validator = ProfileValidator.create(context, ProfileCatalog.load(context));
      validator.warmUp();
      referral = referral(context);
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
  }

  /** The operations and an input for each. */
  @State(Scope.Benchmark)
  public static class Terminology {
    private static final String LANGUAGE = "displayLanguage";

    private TerminologyOperations operations;
    private Parameters expand;
    private Parameters lookup;
    private Parameters validate;
    private Parameters subsumes;
    private Parameters translate;

    @Setup
    public void prepare() {
      operations = new TerminologyOperations(TerminologyCatalog.load());
      String signs = LocalSystem.INDICATORS.valueSetUrl();
      expand = in("url", signs).addParameter(LANGUAGE, new CodeType("el"));
      lookup = code(in("system", LocalSystem.CONTACT.url()), "email-safe");
      lookup.addParameter(LANGUAGE, new CodeType("fr"));
      validate = code(in("url", LocalSystem.SERVICE.valueSetUrl()), "legal-aid");
      validate.addParameter("system", new UriType(LocalSystem.SERVICE.url()));
      subsumes = in("system", LocalSystem.SERVICE.url());
      subsumes.addParameter("codeA", new CodeType("legal-aid"));
      subsumes.addParameter("codeB", new CodeType("legal-aid"));
      translate = code(in("system", LocalSystem.BUSINESS_STATUS.url()), "accepted");
    }

    private static Parameters in(String name, String address) {
      return new Parameters().addParameter(name, new UriType(address));
    }

    private static Parameters code(Parameters in, String code) {
      return in.addParameter("code", new CodeType(code));
    }

    private Resource answer(String type, String name, Optional<String> id, Parameters in) {
      return operations.answer(type, name, id, in, NOW);
    }
  }

  @Benchmark
  public List<Finding> referralValidated(Validation state) {
    return state.validator.validate(state.referral);
  }

  /** The first one after the warm-up that a start of the server waits for. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Fork(3)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public List<Finding> firstReferralValidated(Validation state) {
    return state.validator.validate(state.referral);
  }

  /** All signs, with their words in Greek: the largest value set. */
  @Benchmark
  public Resource expanded(Terminology state) {
    return state.answer("ValueSet", "expand", Optional.empty(), state.expand);
  }

  @Benchmark
  public Resource lookedUp(Terminology state) {
    return state.answer("CodeSystem", "lookup", Optional.empty(), state.lookup);
  }

  @Benchmark
  public Resource validatedCode(Terminology state) {
    return state.answer("ValueSet", "validate-code", Optional.empty(), state.validate);
  }

  @Benchmark
  public Resource subsumed(Terminology state) {
    return state.answer("CodeSystem", "subsumes", Optional.empty(), state.subsumes);
  }

  @Benchmark
  public Resource translated(Terminology state) {
    return state.answer(
        "ConceptMap",
        "translate",
        Optional.of("sc-business-status-to-bser"),
        state.translate);
  }
}
