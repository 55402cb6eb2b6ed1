/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import static eu.amelie.server.hub.HandedOverCase.etag;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** What its custodian changes at home, once a copy stands abroad. */
interface ChangedAtHome {
  String CORRECTED = "Voorbeeldcorrectie";

  TwoExchanges exchanges();

  private static <T extends Resource> void change(
      HandedOverCase handed, Class<T> type, Consumer<T> change) {
    FhirClient hospital = handed.story().hospital();
    String name = type.getSimpleName();
    T current = hospital.get("/fhir/" + name + "/" + handed.story().id(name)).as(type);
    change.accept(current);
    Answer answer = hospital.put(current, etag(current));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static void correct(HandedOverCase handed) {
    change(handed, Patient.class, person -> person.getNameFirstRep().setFamily(CORRECTED));
  }

  @Test
  default void aCorrectionOfIdentityReachesTheCopyBeforeAndAfterItIsAccepted() {
    HandedOverCase waiting = exchanges().offered();
    HandedOverCase accepted = exchanges().offered();
    Task taken = accepted.takenOver();
    Task asked = waiting.askedAbroad();
    correct(waiting);
    correct(accepted);
    assertThat(waiting.familyAbroad(asked)).isNotEqualTo(CORRECTED);

    exchanges().round();

    assertThat(waiting.familyAbroad(asked)).isEqualTo(CORRECTED);
    assertThat(accepted.familyAbroad(taken)).isEqualTo(CORRECTED);
    String version = accepted.consentAbroad().getMeta().getVersionId();
    exchanges().round();
    assertThat(accepted.consentAbroad().getMeta().getVersionId())
        .as("carried once")
        .isEqualTo(version);
  }

  @Test
  default void withoutAPermitACorrectionIsNotCarriedAndTheCopyGoes() {
    HandedOverCase handed = exchanges().offered();
    Task taken = handed.takenOver();
    correct(handed);
    assertThat(handed.story().withdraw().status()).isEqualTo(200);

    exchanges().round();

    handed.assertGoneAbroad(taken);
  }

  @Test
  default void identityThatIsNotReleasedAnyLongerIsTakenOutOfTheCopy() {
    HandedOverCase handed = exchanges().offered();
    Task taken = handed.takenOver();
    change(
        handed,
        Consent.class,
        consent ->
            consent
                .getProvision()
                .getProvision()
                .removeIf(permit -> isToTheAsked(permit) && namesIdentity(permit)));

    exchanges().round();

    Patient person = handed.personAbroad(taken).as(Patient.class);
    assertThat(person.getName()).noneMatch(name -> name.hasFamily());
    assertThat(handed.consentAbroad().getProvision().getProvision())
        .isNotEmpty()
        .noneMatch(ChangedAtHome::namesIdentity);
  }

  @Test
  default void anEarlierEndOfAPermitReachesTheCopyWithTheNextRound() {
    HandedOverCase handed = exchanges().offered();
    handed.takenOver();
    exchanges().round();
    String[] end = new String[1];
    change(
        handed,
        Consent.class,
        consent -> {
          DateTimeType last = consent.getProvision().getPeriod().getEndElement();
          end[0] =
              LocalDate.parse(last.getValueAsString().substring(0, 10)).minusDays(1).toString();
          consent.getProvision().getPeriod().setEndElement(new DateTimeType(end[0]));
        });

    exchanges().round();

    assertThat(handed.consentAbroad().getProvision().getPeriod().getEndElement().getValueAsString())
        .startsWith(end[0]);
  }

  private static boolean isToTheAsked(Consent.ProvisionComponent permit) {
    return permit
        .getActorFirstRep()
        .getReference()
        .getReference()
        .equals("Organization/" + TwoExchanges.ASKED);
  }

  private static boolean namesIdentity(Consent.ProvisionComponent permit) {
    return permit.getSecurityLabel().stream().map(Coding::getCode).anyMatch("IDS"::equals);
  }

  @Test
  default void aReferralThatWasEnteredInErrorIsTakenBackAbroad() {
    HandedOverCase handed = exchanges().offered();
    Task taken = handed.takenOver();
    change(
        handed,
        ServiceRequest.class,
        request -> request.setStatus(ServiceRequestStatus.ENTEREDINERROR));

    exchanges().round();

    handed.assertGoneAbroad(taken);
  }
}
