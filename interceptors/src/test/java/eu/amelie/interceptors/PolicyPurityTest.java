/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** Policy knows no server, no store and no clock of its own. */
@AnalyzeClasses(
    packages = "eu.amelie.interceptors",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PolicyPurityTest {

  @ArchTest
  static final ArchRule policyKnowsNoServerClass =
      noClasses()
          .that()
          .resideInAPackage("eu.amelie.interceptors..")
          .and()
          .resideOutsideOfPackage("..hapi..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "jakarta.servlet..",
              "jakarta.persistence..",
              "ca.uhn.fhir.rest.server..",
              "ca.uhn.fhir.jpa..");

  @ArchTest
  static final ArchRule adaptersKnowNoSpringAndNoStore =
      noClasses()
          .that()
          .resideInAPackage("eu.amelie.interceptors..hapi..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "jakarta.persistence..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule randomnessIsInjectedAndStrong =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, ThreadLocalRandom.class)
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule timeIsInjected =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callConstructor(Date.class);

  /** The rules above would also hold of nothing. */
  @ArchTest
  static void theRulesSeeThePolicy(JavaClasses classes) {
    assertThat(classes.contain("eu.amelie.interceptors.access.Gate")).isTrue();
  }

  @ArchTest
  static void theRulesSeeAViolation(JavaClasses classes) {
    JavaClasses tests = new ClassFileImporter().importClasses(Impure.class);

    assertThat(timeIsInjected.evaluate(tests).hasViolation()).isTrue();
    assertThat(timeIsInjected.evaluate(classes).hasViolation()).isFalse();
  }

  /** What the rules forbid. */
  private static final class Impure {
    @SuppressWarnings("unused")
    static Instant now() {
      return Instant.now();
    }
  }
}
