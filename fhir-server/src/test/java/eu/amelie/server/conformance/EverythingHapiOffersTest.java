/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Gate;
import eu.amelie.interceptors.access.GateDecision;
import eu.amelie.interceptors.access.GateDecision.Refuse;
import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.RawRequest;
import eu.amelie.interceptors.access.Reading;
import eu.amelie.interceptors.access.RequestLine;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.RoleContracts;
import eu.amelie.interceptors.access.SystemScope;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.server.testing.ExchangeServer;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.ResourceType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Walks whatever HAPI itself would answer, type by type, and holds the gate to what the role's
 * CapabilityStatement says, which is read here as any client reads it. A newer HAPI that offers
 * more makes this test longer, not the contract.
 */
@ExchangeServer
class EverythingHapiOffersTest {
  private static final String ID = "5c0fffff-0000-4000-8000-000000000009";

  /** Parameters of FHIR R4 and of HAPI that no registry lists. */
  private static final List<String> SPECIAL =
      List.of(
          "_at",
          "_contained",
          "_containedType",
          "_content",
          "_count",
          "_cursor",
          "_elements",
          "_expunge",
          "_filter",
          "_format",
          "_getpages",
          "_getpagesoffset",
          "_has",
          "_has:Observation:patient:code",
          "_id",
          "_include",
          "_language",
          "_lastUpdated",
          "_list",
          "_mdm",
          "_narrative",
          "_offset",
          "_outputFormat",
          "_pid",
          "_pretty",
          "_profile",
          "_query",
          "_revinclude",
          "_security",
          "_since",
          "_sort",
          "_source",
          "_summary",
          "_tag",
          "_text",
          "_total",
          "_type",
          "_typeFilter",
          "near",
          "patient.name",
          "subject:Patient.name",
          "patient._has:Task:patient:status",
          "code-value-quantity",
          "in");

  private static final List<String> MODIFIERS =
      List.of(
          "above",
          "below",
          "code-text",
          "contains",
          "exact",
          "i",
          "identifier",
          "in",
          "iterate",
          "mdm",
          "missing",
          "not",
          "not-in",
          "nickname",
          "of-type",
          "of-type-x",
          "ap",
          "gt",
          "recurse",
          "text",
          "text-advanced",
          "Patient",
          "Group");

  private static final List<String> SYSTEM_ADDRESSES =
      List.of(
          "",
          "/_history",
          "/_search",
          "/$graphql",
          "/$process-message",
          "/$mdm-submit",
          "/$partition-management-create-partition",
          "/$apply-codesystem-delta-add");

  @Autowired private FhirContext context;
  @Autowired private ISearchParamRegistry registry;

  @Autowired
  @Qualifier("myResourceProvidersR4")
  private ResourceProviderFactory providers;

  @Autowired
  @Qualifier("mySystemProviderR4")
  private Object systemProvider;

  private final RoleContracts contracts = RoleContracts.standard();
  private final Gate gate = new Gate(contracts);

  private static Caller caller(Role role) {
    return new Caller(
        "shelter-be",
        "shelter-be",
        role,
        "BE",
        Set.of(Purpose.of("TREAT")),
        Set.of(SystemScope.parse("system/*.cruds").orElseThrow()),
        false);
  }

  /** Whether the gate takes it for something of the contract, be its values right or wrong. */
  private boolean isListed(Role role, String method, String path, String query, String form) {
    Reading reading = RequestLine.read(new RawRequest(method, path, query, form, Map.of()));
    if (!(reading instanceof Reading.Understood understood)) {
      // Not even a FHIR call: nothing behind the gate will see it.
      return false;
    }
    GateDecision decision = gate.check(caller(role), understood.call());
    return !(decision instanceof Refuse refuse && refuse.code() == ErrorCode.NOT_IN_CONTRACT);
  }

  private Map<String, CapabilityStatementRestResourceComponent> typesOf(Role role) {
    return contracts.statement(role).getRestFirstRep().getResource().stream()
        .collect(
            Collectors.toMap(
                CapabilityStatementRestResourceComponent::getType, resource -> resource));
  }

  private static List<String> types() {
    return Arrays.stream(ResourceType.values()).map(Enum::name).toList();
  }

  private static boolean has(CapabilityStatementRestResourceComponent type, String interaction) {
    return type != null
        && type.getInteraction().stream().anyMatch(i -> i.getCode().toCode().equals(interaction));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void noSearchParameterAndNoModifierPassesThatTheContractDoesNotName(Role role) {
    Map<String, CapabilityStatementRestResourceComponent> listed = typesOf(role);
    Set<String> controls =
        contracts.statement(role).getRestFirstRep().getSearchParam().stream()
            .map(CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent::getName)
            .collect(Collectors.toSet());
    List<String> passed = new ArrayList<>();
    int walked = 0;
    for (String type : types()) {
      CapabilityStatementRestResourceComponent own = listed.get(type);
      boolean searched = has(own, "search-type");
      for (String name : parametersOf(type)) {
        walked++;
        boolean named =
            searched
                && (controls.contains(name)
                    || own.getSearchParam().stream().anyMatch(p -> p.getName().equals(name)));
        // Sorting is listed for one value alone.
        check(role, type, name + (name.equals("_sort") ? "=_lastUpdated" : "=x"), named, passed);
        for (String modifier : MODIFIERS) {
          String query = name + ":" + modifier + "=x";
          if (isListed(role, "GET", "/" + type, query, "")) {
            passed.add(type + "?" + query);
          }
        }
      }
    }
    assertThat(walked).as("parameters walked").isGreaterThan(3_000);
    assertThat(passed).as("let through, and not in the contract of %s", role).isEmpty();
  }

  private void check(Role role, String type, String query, boolean named, List<String> passed) {
    boolean byGet = isListed(role, "GET", "/" + type, query, "");
    boolean byPost = isListed(role, "POST", "/" + type + "/_search", "", query);
    if (!named && (byGet || byPost)) {
      passed.add(type + "?" + query);
    }
    if (named && !byPost) {
      passed.add("refused, though listed: " + type + "?" + query);
    }
    for (String elsewhere : List.of("/" + type + "/" + ID, "/" + type + "/" + ID + "/_history")) {
      boolean shaping = query.matches("_(format|pretty|summary|elements|count)=x");
      if (!shaping && isListed(role, "GET", elsewhere, query, "")) {
        passed.add(elsewhere + "?" + query);
      }
    }
  }

  private Set<String> parametersOf(String type) {
    Set<String> names = new TreeSet<>(SPECIAL);
    if (context.getResourceTypes().contains(type)) {
      names.addAll(
          registry
              .getActiveSearchParams(type, SearchParamLookupContextEnum.ALL)
              .getSearchParamNames());
    }
    return names;
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void noIncludePassesThatTheContractDoesNotName(Role role) {
    Map<String, CapabilityStatementRestResourceComponent> listed = typesOf(role);
    List<String> passed = new ArrayList<>();
    for (String type : types()) {
      for (String parameter : parametersOf(type)) {
        for (String name :
            List.of("_include", "_revinclude", "_include:iterate", "_include:recurse")) {
          String value = type + ":" + parameter;
          boolean named =
              name.equals("_include")
                  && listed.containsKey(type)
                  && listed.get(type).getSearchInclude().stream()
                      .anyMatch(include -> include.getValue().equals(value));
          if (!named && isListed(role, "GET", "/" + type, name + "=" + value, "")) {
            passed.add(type + "?" + name + "=" + value);
          }
        }
      }
      if (isListed(role, "GET", "/" + type, "_include=*", "")) {
        passed.add(type + "?_include=*");
      }
    }
    assertThat(passed).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void noOperationPassesThatTheContractDoesNotName(Role role) {
    CapabilityStatement.CapabilityStatementRestComponent rest =
        contracts.statement(role).getRestFirstRep();
    Map<String, CapabilityStatementRestResourceComponent> listed = typesOf(role);
    Set<String> operations = operations();
    assertThat(operations).contains("meta", "meta-add", "meta-delete", "expunge", "everything");
    List<String> passed = new ArrayList<>();
    for (String operation : operations) {
      boolean ofSystem = rest.getOperation().stream().anyMatch(o -> o.getName().equals(operation));
      check(role, "/$" + operation, ofSystem, passed);
      for (String type : types()) {
        CapabilityStatementRestResourceComponent own = listed.get(type);
        boolean named =
            own != null && own.getOperation().stream().anyMatch(o -> o.getName().equals(operation));
        check(role, "/" + type + "/$" + operation, named, passed);
        check(role, "/" + type + "/" + ID + "/$" + operation, named, passed);
        check(role, "/" + type + "/" + ID + "/_history/1/$" + operation, false, passed);
      }
    }
    assertThat(passed).isEmpty();
  }

  private void check(Role role, String path, boolean named, List<String> passed) {
    if (!named) {
      Stream.of("GET", "POST")
          .filter(method -> isListed(role, method, path, "", ""))
          .forEach(method -> passed.add(method + " " + path));
    }
  }

  /** By their annotations, on every provider that HAPI would register. */
  private Set<String> operations() {
    Set<String> names = new TreeSet<>(Set.of("evaluate-consent", "assess", "withdraw"));
    List<Object> all = new ArrayList<>(providers.createProviders());
    all.add(systemProvider);
    assertThat(all).filteredOn(IResourceProvider.class::isInstance).hasSizeGreaterThan(100);
    for (Object provider : all) {
      for (Method method : provider.getClass().getMethods()) {
        Operation operation = method.getAnnotation(Operation.class);
        if (operation != null) {
          names.add(operation.name().replace("$", ""));
        }
      }
    }
    return names;
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void noInteractionPassesThatTheContractDoesNotName(Role role) {
    Map<String, CapabilityStatementRestResourceComponent> listed = typesOf(role);
    Set<String> system =
        contracts.statement(role).getRestFirstRep().getInteraction().stream()
            .map(interaction -> interaction.getCode().toCode())
            .collect(Collectors.toSet());
    List<String> wrong = new ArrayList<>();
    for (String type : types()) {
      CapabilityStatementRestResourceComponent own = listed.get(type);
      String item = "/" + type + "/" + ID;
      compare(role, "GET", item, has(own, "read"), wrong);
      compare(role, "GET", item + "/_history/1", has(own, "vread"), wrong);
      compare(role, "GET", item + "/_history", has(own, "history-instance"), wrong);
      compare(role, "GET", "/" + type + "/_history", false, wrong);
      compare(role, "GET", "/" + type, has(own, "search-type"), wrong);
      compare(role, "POST", "/" + type + "/_search", has(own, "search-type"), wrong);
      compare(role, "POST", "/" + type, has(own, "create"), wrong);
      compare(role, "PUT", item, has(own, "update"), wrong);
      compare(role, "PATCH", item, has(own, "patch"), wrong);
      compare(role, "DELETE", item, has(own, "delete"), wrong);
      for (String method : List.of("PUT", "PATCH", "DELETE")) {
        compare(role, method, "/" + type, false, wrong);
      }
      compare(role, "GET", item + "/*", false, wrong);
      compare(role, "GET", item + "/Observation", false, wrong);
    }
    compare(role, "POST", "", !system.isEmpty(), wrong);
    for (String address : SYSTEM_ADDRESSES) {
      compare(role, "GET", address, false, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  private void compare(Role role, String method, String path, boolean named, List<String> wrong) {
    if (isListed(role, method, path, "", "") != named) {
      wrong.add((named ? "refused, though listed: " : "let through: ") + method + " " + path);
    }
  }
}
