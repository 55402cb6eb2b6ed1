/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

class NeedReaderTest {
  private static final Set<String> KNOWN =
      Set.of("legal-aid", "18-24", "video", "formal-decision", "health-cover");

  private static Need read(Parameters in) {
    return NeedReader.read(in, (system, code) -> KNOWN.contains(code));
  }

  private static ExchangeException refusal(Parameters in) {
    return catchThrowableOfType(ExchangeException.class, () -> read(in));
  }

  @Test
  void codesAreReadFromCodeStringOrCoding() {
    Parameters in = new Parameters();
    in.addParameter().setName("serviceType").setValue(new Coding("any", "legal-aid", null));
    in.addParameter().setName("ageBand").setValue(new CodeType("18-24"));
    in.addParameter().setName("language").setValue(new StringType("fr"));
    in.addParameter().setName("language").setValue(new CodeType("nl"));
    in.addParameter().setName("urgency").setValue(new CodeType("stat"));

    Need need = read(in);

    assertThat(need.services()).containsExactly("legal-aid");
    assertThat(need.ageBand()).isEqualTo(Optional.of("18-24"));
    assertThat(need.languages()).containsExactlyInAnyOrder("fr", "nl");
    assertThat(need.urgent()).isTrue();
    assertThat(need.gender()).isEmpty();
  }

  @Test
  void everyConditionThatIsMetIsReadAndNoneThatIsNotKnown() {
    Parameters in = new Parameters();
    in.addParameter().setName("eligibility").setValue(new CodeType("formal-decision"));
    in.addParameter().setName("eligibility").setValue(new CodeType("health-cover"));
    Parameters wrong = new Parameters();
    wrong.addParameter().setName("eligibility").setValue(new CodeType("whoever-pays"));

    assertThat(read(in).conditions()).containsExactlyInAnyOrder("formal-decision", "health-cover");
    assertThat(read(new Parameters()).conditions()).isEmpty();
    assertThat(refusal(wrong).issues()).hasSize(1);
  }

  @Test
  void aRoutineNeedIsNotUrgent() {
    Parameters in = new Parameters();
    in.addParameter().setName("urgency").setValue(new CodeType("routine"));

    assertThat(read(in).urgent()).isFalse();
    assertThat(read(new Parameters()).urgent()).isFalse();
  }

  @Test
  void whoItIsForIsRefusedWithoutBeingRepeated() {
    Parameters in = new Parameters();
    in.addParameter()
        .setName("patient")
        .setResource(new Patient().addName(new HumanName().setFamily("Fictiva")));
    in.addParameter().setName("Fictiva").setValue(new StringType("Fictiva"));
    in.addParameter().setName("gender").setValue(new CodeType("Fictiva"));

    ExchangeException refusal = refusal(in);

    assertThat(refusal.code()).isEqualTo(ErrorCode.PROFILE_VIOLATION);
    assertThat(refusal.issues()).hasSize(3);
    assertThat(refusal.issues().toString()).doesNotContain("Fictiva");
  }

  @Test
  void aCodeOutsideItsValueSetIsRefused() {
    Parameters in = new Parameters();
    in.addParameter().setName("serviceType").setValue(new CodeType("no-such-service"));

    assertThat(refusal(in).issues()).hasSize(1);
  }

  @Test
  void oneAgeIsEnough() {
    Parameters in = new Parameters();
    in.addParameter().setName("ageBand").setValue(new CodeType("18-24"));
    in.addParameter().setName("ageBand").setValue(new CodeType("18-24"));

    assertThat(refusal(in).issues()).hasSize(1);
  }
}
