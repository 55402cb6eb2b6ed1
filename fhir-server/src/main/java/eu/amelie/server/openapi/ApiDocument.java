/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.openapi;

import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.RoleContracts;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CapabilityStatement;

/**
 * The contracts of some roles as one OpenAPI 3 document. Guaranteed: it holds every call that one
 * of their CapabilityStatements lists, with the parameters that the gate lets through, and none
 * beside. Not guaranteed: what a resource has to hold; that its profile says.
 */
final class ApiDocument {
  private static final String TOKEN = "token";
  private static final String AT_THE_BASE = "Exchange";

  private final RoleContracts contracts;
  private final Map<Role, Map<ApiCall, List<ApiParameter>>> byRole = new EnumMap<>(Role.class);

  ApiDocument(RoleContracts contracts, Collection<Role> roles) {
    this.contracts = contracts;
    roles.forEach(role -> byRole.put(role, ContractCalls.of(contracts, role)));
  }

  /**
   * @param base of the exchange, without a slash at the end
   * @param issuer where tokens are had, without a slash at the end
   */
  OpenAPI at(String base, String issuer) {
    OpenAPI document = new OpenAPI();
    document.setInfo(info());
    document.addServersItem(new Server().url(base));
    document.setComponents(
        new Components()
            .schemas(ApiContent.schemas(types()))
            .responses(ApiAnswers.refusals())
            .addSecuritySchemes(TOKEN, credentials(issuer)));
    document.addSecurityItem(new SecurityRequirement().addList(TOKEN));
    document.addTagsItem(new Tag().name(AT_THE_BASE));
    types().forEach(type -> document.addTagsItem(new Tag().name(type)));
    document.path("/.well-known/smart-configuration", discovery());
    calls().forEach((call, parameters) -> add(document, call, parameters));
    return document;
  }

  private Info info() {
    CapabilityStatement statement = contracts.publicStatement();
    return new Info()
        .title(statement.getSoftware().getName())
        .version(statement.getDateElement().getValueAsString())
        .description(
            "FHIR R4 in JSON and XML. What stands here is the contract of: "
                + names(byRole.keySet())
                + ". Whatever does not stand here is refused; /metadata says the same as a"
                + " CapabilityStatement.");
  }

  private static SecurityScheme credentials(String issuer) {
    return new SecurityScheme()
        .type(SecurityScheme.Type.OAUTH2)
        .description("SMART Backend Services. In a sandbox: a client id and the secret sandbox.")
        .flows(
            new OAuthFlows()
                .clientCredentials(
                    new OAuthFlow()
                        .tokenUrl(issuer + "/oauth2/token")
                        .scopes(
                            new Scopes()
                                .addString("system/*.cruds", "All that the client may do"))));
  }

  private List<String> types() {
    return byRole.keySet().stream()
        .flatMap(role -> contracts.statement(role).getRestFirstRep().getResource().stream())
        .map(CapabilityStatement.CapabilityStatementRestResourceComponent::getType)
        .distinct()
        .sorted()
        .toList();
  }

  /** Of all roles together; which of them a call is for stands in its roles. */
  private Map<ApiCall, Map<String, ApiParameter>> calls() {
    Map<ApiCall, Map<String, ApiParameter>> all = new TreeMap<>(ContractCalls.ORDER);
    for (Map<ApiCall, List<ApiParameter>> calls : byRole.values()) {
      calls.forEach(
          (call, parameters) -> {
            Map<String, ApiParameter> known =
                all.computeIfAbsent(call, ignored -> new LinkedHashMap<>());
            parameters.forEach(
                parameter -> known.merge(parameter.name(), parameter, ApiParameter::and));
          });
    }
    return all;
  }

  private Set<Role> rolesOf(ApiCall call) {
    return byRole.keySet().stream()
        .filter(role -> byRole.get(role).containsKey(call))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }

  private void add(OpenAPI document, ApiCall call, Map<String, ApiParameter> parameters) {
    PathItem path = document.getPaths().computeIfAbsent(call.path(), ignored -> new PathItem());
    Set<Role> whose = rolesOf(call);
    Operation operation =
        new Operation()
            .operationId(call.id())
            .summary(call.summary())
            .addTagsItem(call.type().orElse(AT_THE_BASE))
            .description("For: " + names(whose) + ".")
            .responses(ApiAnswers.of(call));
    parameters.values().stream()
        .filter(parameter -> parameter.place() != ApiParameter.Place.FORM)
        .forEach(parameter -> operation.addParametersItem(parameter(parameter, whose)));
    ApiContent.request(call, parameters.values()).ifPresent(operation::setRequestBody);
    if (call.kind() == ApiCall.Kind.CAPABILITIES) {
      // Without a token it says what is the same for everybody.
      operation.addSecurityItem(new SecurityRequirement());
      operation.addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }
    path.operation(call.method(), operation);
  }

  private static Parameter parameter(ApiParameter from, Set<Role> whose) {
    Parameter parameter =
        switch (from.place()) {
          case PATH -> new PathParameter();
          case HEADER -> new HeaderParameter();
          default -> new QueryParameter();
        };
    String description =
        from.roles().containsAll(whose)
            ? from.description()
            : from.description() + " For: " + names(from.roles()) + ".";
    return parameter
        .name(from.name())
        .required(from.required() ? Boolean.TRUE : null)
        .description(description)
        .schema(ApiContent.schema(from));
  }

  private static String names(Set<Role> roles) {
    return roles.stream().map(Role::claim).collect(Collectors.joining(", "));
  }

  private static PathItem discovery() {
    return new PathItem()
        .get(
            new Operation()
                .operationId("getSmartConfiguration")
                .summary("Where and how a token is had")
                .addTagsItem(AT_THE_BASE)
                .addSecurityItem(new SecurityRequirement())
                .responses(ApiAnswers.discovery()));
  }
}
