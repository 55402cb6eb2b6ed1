/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A Consent ends by {@code $withdraw} or by an update (section 11), or is replaced (section 5). */
@ExchangeServer
class WithdrawalTest {

  /** The two ways in which a custodian ends a Consent. */
  enum Way {
    OPERATION {
      @Override
      Answer end(Case story) {
        return story.withdraw();
      }
    },
    UPDATE {
      @Override
      Answer end(Case story) {
        Answer current = current(story);
        return story.hospital().put(inactive(current), current.header("ETag"));
      }
    };

    abstract Answer end(Case story);
  }

  @LocalServerPort private int port;

  private static Answer current(Case story) {
    return story.hospital().get("/fhir/Consent/" + story.id("Consent"));
  }

  private static Consent inactive(Answer current) {
    return current.as(Consent.class).setStatus(ConsentState.INACTIVE);
  }

  @ParameterizedTest
  @EnumSource
  void afterWithdrawalTheCaseIsGoneForTheServiceAndItsTaskIsOver(Way way) {
    Case story = Case.submit(port).accepted();
    String person = story.person();
    String request = story.task().getFocus().getReferenceElement().getIdPart();

    assertThat(way.end(story).status()).isEqualTo(200);

    FhirClient service = story.service();
    assertThat(service.get("/fhir/Patient/" + person).status()).isEqualTo(404);
    assertThat(service.get("/fhir/ServiceRequest/" + request).status()).isEqualTo(404);
    assertThat(service.get("/fhir/Patient/" + person + "/$everything").status()).isEqualTo(404);
    Bundle signs = service.get("/fhir/Observation?patient=" + person).as(Bundle.class);
    assertThat(signs.getTotal()).isZero();
    assertThat(signs.getEntry()).isEmpty();
    Task over = story.task();
    assertThat(over.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(over.getStatusReason().getCodingFirstRep().getCode()).isEqualTo("consent-revoked");
    assertThat(over.getFor().hasReference()).isFalse();
    Task followed = story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
    assertThat(followed.getBusinessStatus().getCodingFirstRep().getCode())
        .isEqualTo("consent-revoked");
    assertThat(current(story).as(Consent.class).getStatus()).isEqualTo(ConsentState.INACTIVE);
    assertThat(way.end(story).status()).as("once more").isEqualTo(200);
    assertThat(story.task().getMeta().getVersionId()).isEqualTo(over.getMeta().getVersionId());
  }

  @Test
  void aConsentThatIsReplacedInOneTransactionLeavesTheWorkOpen() {
    Case story = Case.submit(port).accepted();
    String before = story.task().getMeta().getVersionId();

    replace(story, "shelter-be");

    assertThat(current(story).as(Consent.class).getStatus()).isEqualTo(ConsentState.INACTIVE);
    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.ACCEPTED);
    assertThat(story.task().getMeta().getVersionId()).isEqualTo(before);
    assertThat(story.service().get("/fhir/Patient/" + story.person()).status()).isEqualTo(200);
    assertThat(story.move(TaskStatus.INPROGRESS).status()).isEqualTo(200);
  }

  @Test
  void replacedByOneThatDoesNotNameTheServiceItEndsTheWork() {
    Case story = Case.submit(port).accepted();
    String person = story.person();

    replace(story, "counselling-be");

    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(story.task().getStatusReason().getCodingFirstRep().getCode())
        .isEqualTo("consent-revoked");
    assertThat(story.service().get("/fhir/Patient/" + person).status()).isEqualTo(404);
  }

  /** The old one inactive, a new one for this party, in one transaction. */
  private static void replace(Case story, String party) {
    Answer old = current(story);
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    bundle
        .addEntry()
        .setResource(inactive(old))
        .getRequest()
        .setMethod(HTTPVerb.PUT)
        .setUrl("Consent/" + story.id("Consent"))
        .setIfMatch(old.header("ETag"));
    Consent anew = Referrals.one(Referrals.shipped(), Consent.class);
    anew.setPatient(new Reference("Patient/" + story.id("Patient")));
    anew.getProvision()
        .getProvision()
        .forEach(
            permit ->
                permit.getActorFirstRep().setReference(new Reference("Organization/" + party)));
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:" + UUID.randomUUID())
        .setResource(anew)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Consent");
    Answer answer = story.hospital().post("/fhir", bundle);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void whoHasNotWithdrawnIsToldNothingOfAConsentThatIsGoneAndWhoHasMaySayItAgain() {
    Case story = Case.submit(port).accepted();
    Case own = Case.submit(port).accepted();
    String hidden = withdrawal(story.consent());
    String again = withdrawal(own.consent());
    String absent = withdrawal(UUID.randomUUID().toString());
    assertThat(own.service().post(again, new Parameters()).status()).isEqualTo(200);
    assertThat(story.withdraw().status()).isEqualTo(200);

    Parameters wrong = new Parameters();
    wrong.addParameter("capturedHow", new CodeType("no such way"));
    for (Parameters said : List.of(new Parameters(), wrong)) {
      Answer answer = story.service().post(hidden, said);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo(story.service().post(absent, said).body());
    }
    assertThat(own.service().post(again, new Parameters()).status()).isEqualTo(200);
  }

  private static String withdrawal(String consent) {
    return "/fhir/Consent/" + consent + "/$withdraw";
  }
}
