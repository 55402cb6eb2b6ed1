/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.disclosure.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleContractsTest {
  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final Set<String> OURS =
      Set.of(
          "language",
          "country",
          "delivery-mode",
          "served-age",
          "served-gender",
          "capacity",
          "eligibility");

  private final RoleContracts contracts = RoleContracts.standard();

  @ParameterizedTest
  @EnumSource(Role.class)
  void aStatementSaysWhatADiscoveringClientNeeds(Role role) {
    CapabilityStatement statement = contracts.statement(role);

    assertThat(statement.getSoftware().getName()).isEqualTo("Supportive Care Exchange");
    assertThat(statement.getFhirVersion().toCode()).isEqualTo("4.0.1");
    assertThat(statement.getFormat()).extracting(f -> f.getValue()).contains("json", "xml");
    assertThat(statement.getRestFirstRep().getMode().toCode()).isEqualTo("server");
    assertThat(
            statement
                .getRestFirstRep()
                .getSecurity()
                .getServiceFirstRep()
                .getCodingFirstRep()
                .getCode())
        .isEqualTo("SMART-on-FHIR");
  }

  @Test
  void everyStatementSaysInSixLanguagesWhatItIsCalledAndWhatItIsFor() {
    List<CapabilityStatement> all =
        Stream.concat(
                Stream.of(contracts.publicStatement()),
                Arrays.stream(Role.values()).map(contracts::statement))
            .toList();

    assertThat(all).extracting(CapabilityStatement::getTitle).doesNotHaveDuplicates().hasSize(6);
    assertThat(all)
        .extracting(CapabilityStatement::getDescription)
        .doesNotHaveDuplicates()
        .doesNotContainNull();
    assertThat(all).allMatch(one -> one.hasVersion() && one.getLanguage().equals("en"));
    for (String language : List.of("fr", "nl", "de", "el", "it")) {
      assertThat(all)
          .extracting(one -> translation(one.getTitleElement(), language))
          .doesNotHaveDuplicates()
          .allMatch(words -> words.startsWith("Supportive Care Exchange"));
      assertThat(all)
          .extracting(one -> translation(one.getDescriptionElement(), language))
          .doesNotHaveDuplicates()
          .noneMatch(String::isBlank);
    }
  }

  private static String translation(StringType text, String language) {
    return text.getExtensionsByUrl("http://hl7.org/fhir/StructureDefinition/translation").stream()
        .filter(one -> one.getExtensionString("lang").equals(language))
        .map(one -> one.getExtensionString("content"))
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void noStatementNamesTheTopicOrOffersADelete(Role role) {
    CapabilityStatement statement = contracts.statement(role);
    String json = FHIR.newJsonParser().encodeResourceToString(statement);

    assertThat(json.toLowerCase(Locale.ROOT))
        .doesNotContain("traffick", "victim", "exploit", "amelie");
    assertThat(statement.getRestFirstRep().getResource())
        .flatExtracting(CapabilityStatementRestResourceComponent::getInteraction)
        .noneMatch(interaction -> interaction.getCode() == TypeRestfulInteraction.DELETE);
  }

  /** A parameter that R4 does not define would be refused, or ignored, by the store. */
  @ParameterizedTest
  @EnumSource(Role.class)
  void everyParameterAndIncludeIsOneOfFhirR4OrOurs(Role role) {
    for (var resource : contracts.statement(role).getRestFirstRep().getResource()) {
      Set<String> defined =
          FHIR.getResourceDefinition(resource.getType()).getSearchParams().stream()
              .map(parameter -> parameter.getName())
              .collect(Collectors.toSet());
      for (var parameter : resource.getSearchParam()) {
        boolean ours = resource.getType().equals("HealthcareService");
        assertThat(
                defined.contains(parameter.getName())
                    || parameter.getName().equals("_id")
                    || (ours && OURS.contains(parameter.getName())))
            .as(resource.getType() + "?" + parameter.getName())
            .isTrue();
      }
      for (var include : resource.getSearchInclude()) {
        assertThat(include.getValue()).startsWith(resource.getType() + ":");
        assertThat(defined).contains(include.getValue().split(":")[1]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void anIncludeLeadsOnlyToATypeThatTheRoleMayRead(Role role) {
    CompiledContract contract = contracts.compiled(role);

    contract.types().values().stream()
        .flatMap(rules -> rules.includes().values().stream())
        .forEach(
            include ->
                assertThat(contract.lists(new Interaction.Read(include.target(), "a")))
                    .as(role + " " + include)
                    .isTrue());
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void whatIsServedAndReadBackCompilesToWhatIsEnforced(Role role) {
    CapabilityStatement served = contracts.statement(role);
    String json = FHIR.newJsonParser().encodeResourceToString(served);
    CapabilityStatement readBack =
        FHIR.newJsonParser().parseResource(CapabilityStatement.class, json);

    assertThat(CompiledContract.of(readBack)).isEqualTo(contracts.compiled(role));
  }

  @Test
  void whoChangesAServedStatementChangesNothing() {
    contracts.statement(Role.SUPPORT).getRestFirstRep().getResource().clear();

    assertThat(contracts.statement(Role.SUPPORT).getRestFirstRep().getResource()).isNotEmpty();
    Calls.assertAdmitted(
        new Gate(contracts).check(Calls.caller(Role.SUPPORT), Calls.call("GET /Task/a")), "read");
  }

  @Test
  void whatIsTakenOutOfAStatementIsRefusedFromThenOn() {
    assertTakenOut(
        "GET /Task?status=requested",
        task -> task.getSearchParam().removeIf(p -> p.getName().equals("status")));
    assertTakenOut(
        "GET /Task?_include=Task:focus",
        task -> task.getSearchInclude().removeIf(i -> i.getValue().equals("Task:focus")));
    assertTakenOut(
        "GET /Task/a",
        task -> task.getInteraction().removeIf(i -> i.getCode() == TypeRestfulInteraction.READ));
  }

  @Test
  void whatIsTakenOutForAllTypesAndOperationsIsRefusedToo() {
    RoleContracts without =
        changed(
            statement -> {
              var rest = statement.getRestFirstRep();
              rest.getSearchParam().removeIf(p -> p.getName().equals("_total"));
              rest.getOperation().clear();
              rest.getInteraction().clear();
            });

    for (String line :
        new String[] {"GET /Task?_total=none", "POST /$evaluate-consent", "POST /"}) {
      Calls.assertAdmitted(
          new Gate(contracts).check(Calls.caller(Role.SUPPORT), Calls.call(line)), line);
      Calls.assertRefused(
          new Gate(without).check(Calls.caller(Role.SUPPORT), Calls.call(line)),
          ErrorCode.NOT_IN_CONTRACT,
          line);
    }
  }

  @Test
  void aStatementThatTheGateCannotEnforceStopsTheStart() {
    assertStopsTheStart(
        statement -> task(statement).addSearchParam().setName("x").setType(SearchParamType.STRING));
    assertStopsTheStart(statement -> task(statement).addSearchParam(reference("requester")));
    assertStopsTheStart(
        statement ->
            task(statement).addSearchParam().setName("_tag").setType(SearchParamType.TOKEN));
    assertStopsTheStart(statement -> task(statement).addSearchInclude("*"));
    assertStopsTheStart(statement -> task(statement).addOperation().setName("meta"));
    assertStopsTheStart(statement -> statement.getRestFirstRep().addResource().setType("Task"));
    assertStopsTheStart(statement -> statement.getRest().clear());
  }

  @Test
  void thePublicStatementShowsNoTypeAndNoOperation() {
    var rest = contracts.publicStatement().getRestFirstRep();

    assertThat(rest.getResource()).isEmpty();
    assertThat(rest.getOperation()).isEmpty();
    assertThat(rest.getInteraction()).isEmpty();
  }

  @Test
  void statisticsHasNoCaseTypeAndAnAuditorItsOwnTasksOnly() {
    for (Role role : new Role[] {Role.STATISTICS, Role.AUDITOR}) {
      assertThat(contracts.compiled(role).types().keySet())
          .doesNotContain("Patient", "Consent", "ServiceRequest", "Observation");
    }
    assertThat(contracts.compiled(Role.STATISTICS).types().keySet()).doesNotContain("Task");
  }

  private void assertTakenOut(String line, Consumer<CapabilityStatementRestResourceComponent> cut) {
    Caller caller = Calls.caller(Role.SUPPORT);
    RoleContracts without = changed(statement -> cut.accept(task(statement)));

    Calls.assertAdmitted(new Gate(contracts).check(caller, Calls.call(line)), line);
    Calls.assertRefused(
        new Gate(without).check(caller, Calls.call(line)), ErrorCode.NOT_IN_CONTRACT, line);
  }

  private static void assertStopsTheStart(Consumer<CapabilityStatement> change) {
    assertThatThrownBy(() -> changed(change)).isInstanceOf(IllegalStateException.class);
  }

  private static RoleContracts changed(Consumer<CapabilityStatement> change) {
    return new RoleContracts(
        StandardContracts.unauthenticated(),
        role -> {
          CapabilityStatement statement = StandardContracts.of(role);
          if (role == Role.SUPPORT) {
            change.accept(statement);
          }
          return statement;
        });
  }

  private static CapabilityStatementRestResourceComponent task(CapabilityStatement statement) {
    return statement.getRestFirstRep().getResource().stream()
        .filter(resource -> resource.getType().equals("Task"))
        .findFirst()
        .orElseThrow();
  }

  private static CapabilityStatementRestResourceSearchParamComponent reference(String name) {
    return new CapabilityStatementRestResourceSearchParamComponent()
        .setName(name)
        .setType(SearchParamType.REFERENCE);
  }
}
