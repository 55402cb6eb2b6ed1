/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.evaluate.EvaluateConsent;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The operation and the decision about what is shown give one answer. */
class EvaluateAgreesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @Property(tries = 5_000, seed = SEED)
  void theOperationSaysWhatAServiceThatAcceptedTheWorkIsShown(@ForAll long seed) {
    RandomConsents random = new RandomConsents(seed);
    List<Consent> consents = random.consents();
    Resource item = random.item();
    DecisionRequest request = random.request();
    String rule = random.one(List.of("email-safe", "do-not-contact"));

    Decision shown = shown(consents, item, request, rule);
    Parameters said = EvaluateConsent.answer(in(consents, item, request, rule), NOW, null);

    assertThat(said.getParameter("decision").getValue())
        .hasToString(shown instanceof Permit ? "permit" : "deny");
    assertThat(said.getParameter("reason").getValue()).hasToString(shown.reason().code());
    assertThat(values(said, "basis")).isEqualTo(shown.basis());
    assertThat(labels(said))
        .isEqualTo(
            shown instanceof Permit permit
                ? permit.releasedLabels().stream().map(IdentityLabel::name).toList()
                : List.of());
  }

  private static Decision shown(
      List<Consent> consents, Resource item, DecisionRequest request, String rule) {
    return CaseDecision.decide(
        new CaseRequest(
            "shelter-be",
            CareRole.SUPPORT,
            request,
            Item.of(item),
            "hospital-be",
            consents.stream().map(CompiledConsent::compile).toList(),
            List.of(new TaskFact("shelter-be", "accepted", null)),
            rule,
            CaseRequest.DEFAULT_FOLLOW_UP,
            NOW));
  }

  private static Parameters in(
      List<Consent> consents, Resource item, DecisionRequest request, String rule) {
    Parameters in = new Parameters();
    consents.forEach(consent -> in.addParameter().setName("consent").setResource(consent));
    in.addParameter().setName("resource").setResource(item);
    Reference organization = new Reference(request.organization());
    for (Code identifier : request.identifiers()) {
      organization.setIdentifier(
          new Identifier().setSystem(identifier.system()).setValue(identifier.code()));
    }
    in.addParameter("organization", organization);
    for (String group : request.groups()) {
      in.addParameter("group", new Reference(group));
    }
    for (Code role : request.roles()) {
      in.addParameter("role", new Coding(role.system(), role.code(), null));
    }
    for (Code purpose : request.purposes()) {
      in.addParameter("purposeOfUse", new Coding(purpose.system(), purpose.code(), null));
    }
    Patient person = new Patient();
    person.setId("p");
    person.addExtension(
        "https://fhir.example.org/supportive-care/StructureDefinition/sc-safe-contact",
        new Coding(Vocabulary.SC_CONTACT, rule, null));
    in.addParameter().setName("related").setResource(person);
    return in;
  }

  private static List<String> values(Parameters parameters, String name) {
    return parameters.getParameter().stream()
        .filter(one -> one.getName().equals(name))
        .map(one -> one.getValue().primitiveValue())
        .toList();
  }

  private static List<String> labels(Parameters parameters) {
    return parameters.getParameter().stream()
        .filter(one -> one.getName().equals("releasedLabel"))
        .map(one -> ((Coding) one.getValue()).getCode())
        .toList();
  }
}
