/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Gate;
import eu.amelie.interceptors.access.GateDecision;
import eu.amelie.interceptors.access.GateDecision.Admit;
import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.RawRequest;
import eu.amelie.interceptors.access.Reading;
import eu.amelie.interceptors.access.RequestLine;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.RoleContracts;
import eu.amelie.interceptors.access.SystemScope;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the document offers the gate admits, and what the contract lists the document offers. */
class ApiDocumentTest {
  private static final String ID = "5c0fffff-0000-4000-8000-000000000009";
  private static final String BASE = "https://exchange.example.org/fhir";

  private final RoleContracts contracts = RoleContracts.standard();
  private final Gate gate = new Gate(contracts);

  private OpenAPI document(Set<Role> roles) {
    return new ApiDocument(contracts, roles).at(BASE, "https://exchange.example.org");
  }

  private static Caller caller(Role role) {
    return new Caller(
        "party",
        "party",
        role,
        "BE",
        Set.of(Purpose.of("TREAT")),
        Set.of(SystemScope.parse("system/*.cruds").orElseThrow()),
        false);
  }

  private static SwaggerParseResult parsed(OpenAPI document) {
    try {
      ParseOptions options = new ParseOptions();
      options.setResolve(true);
      return new OpenAPIV3Parser()
          .readContents(Json.mapper().writeValueAsString(document), null, options);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static void eachOperation(OpenAPI document, Consumer<Call> consumer) {
    document
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) ->
                            consumer.accept(new Call(path, item, method, operation))));
  }

  private record Call(String path, PathItem item, HttpMethod method, Operation operation) {
    boolean isOfFhir() {
      return !path.startsWith("/.well-known");
    }

    String address() {
      return (path.equals("/") ? "" : path).replace("{id}", ID).replace("{version}", "1");
    }

    List<Parameter> parameters(String place) {
      return operation.getParameters() == null
          ? List.of()
          : operation.getParameters().stream().filter(p -> p.getIn().equals(place)).toList();
    }

    String query(List<Parameter> parameters) {
      List<String> pairs = new ArrayList<>();
      for (Parameter parameter : parameters) {
        pairs.add(parameter.getName() + "=" + encoded(value(parameter)));
      }
      return pairs.isEmpty() ? null : String.join("&", pairs);
    }

    /** One that is readable, where its form does not say. */
    private String value(Parameter parameter) {
      Schema<?> schema = single(parameter.getSchema());
      List<?> values = schema.getEnum();
      if (values != null) {
        // A count is for searches; what else lists has no other summary to refuse.
        return values.stream()
            .map(String::valueOf)
            .filter(value -> !value.equals("count"))
            .findFirst()
            .orElseThrow();
      }
      return readable(path, parameter.getName(), schema.getType());
    }

    static Schema<?> single(Schema<?> schema) {
      return schema.getItems() == null ? schema : schema.getItems();
    }

    static String readable(String path, String name, String type) {
      return switch (name) {
        case "_format" -> "json";
        case "_elements" -> "id";
        case "_lastUpdated" -> "ge2026-01-01";
        case "date" -> path.startsWith("/CodeSystem") ? "2026-01-01" : "ge2026-01-01";
        case "identifier" -> "urn:x|y";
        case "_id", "patient", "focus", "part-of" -> ID;
        case "owner", "organization" -> "Organization/party";
        case "location" -> "Location/place";
        default -> "integer".equals(type) ? "1" : "boolean".equals(type) ? "true" : "x";
      };
    }

    String encoded(String value) {
      return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
  }

  @Test
  void theDocumentOfAllRolesAndOfEachIsValid() {
    List<Set<Role>> all = new ArrayList<>(List.of(EnumSet.allOf(Role.class)));
    EnumSet.allOf(Role.class).forEach(role -> all.add(EnumSet.of(role)));
    for (Set<Role> roles : all) {
      SwaggerParseResult result = parsed(document(roles));
      assertThat(result.getMessages()).as(roles.toString()).isEmpty();
      assertThat(result.getOpenAPI().getOpenapi()).startsWith("3.0");
      assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
    }
  }

  @Test
  void operationsHaveNamesOfTheirOwnAndAllThatIsReferredToIsThere() throws Exception {
    OpenAPI document = document(EnumSet.allOf(Role.class));
    Map<String, String> names = new TreeMap<>();
    eachOperation(
        document,
        call -> {
          String place = call.method() + " " + call.path();
          assertThat(names.put(call.operation().getOperationId(), place)).as(place).isNull();
          if (call.isOfFhir()) {
            assertThat(call.operation().getResponses().keySet())
                .as(place)
                .contains("400", "401", "429", "503");
          }
        });
    String json = Json.mapper().writeValueAsString(document);
    var references = java.util.regex.Pattern.compile("#/components/(\\w+)/(\\w+)").matcher(json);
    while (references.find()) {
      var known =
          references.group(1).equals("schemas")
              ? document.getComponents().getSchemas().keySet()
              : document.getComponents().getResponses().keySet();
      assertThat(known).contains(references.group(2));
    }
    assertThat(json)
        .contains("Supportive Care Exchange")
        .doesNotContainIgnoringCase("traffick")
        .doesNotContainIgnoringCase("amelie")
        .doesNotContainIgnoringCase("hapi");
  }

  @ParameterizedTest
  @EnumSource
  void whatTheDocumentOffersTheGateAdmits(Role role) {
    eachOperation(
        document(EnumSet.of(role)),
        call -> {
          if (call.isOfFhir()) {
            List<Parameter> query = call.parameters("query");
            assertAdmitted(
                role,
                call,
                call.query(
                    query.stream().filter(p -> Boolean.TRUE.equals(p.getRequired())).toList()));
            for (Parameter one : query) {
              List<Parameter> some =
                  query.stream()
                      .filter(p -> p == one || Boolean.TRUE.equals(p.getRequired()))
                      .toList();
              assertAdmitted(role, call, call.query(some));
            }
            assertFormAdmitted(role, call);
          }
        });
  }

  private void assertAdmitted(Role role, Call call, String query) {
    assertThat(decision(role, call.method().name(), call.address(), query, ""))
        .as(role + " " + call.method() + " " + call.address() + "?" + query)
        .isInstanceOf(Admit.class);
  }

  private void assertFormAdmitted(Role role, Call call) {
    MediaType form =
        Optional.ofNullable(call.operation().getRequestBody())
            .map(body -> body.getContent().get("application/x-www-form-urlencoded"))
            .orElse(null);
    if (form == null) {
      return;
    }
    fields(form)
        .forEach(
            (name, schema) -> {
              Schema<?> one = Call.single(schema);
              String value =
                  one.getEnum() == null
                      ? Call.readable(call.path(), name, one.getType())
                      : String.valueOf(one.getEnum().get(0));
              assertThat(
                      decision(
                          role, "POST", call.address(), null, name + "=" + call.encoded(value)))
                  .as(role + " " + call.path() + " " + name + "=" + value)
                  .isInstanceOf(Admit.class);
            });
  }

  private GateDecision decision(Role role, String method, String path, String query, String form) {
    Reading reading = RequestLine.read(new RawRequest(method, path, query, form, Map.of()));
    return gate.check(caller(role), reading.orThrow());
  }

  @ParameterizedTest
  @EnumSource
  void whatTheDocumentDoesNotOfferTheGateRefuses(Role role) {
    OpenAPI document = document(EnumSet.of(role));
    for (ResourceType type : ResourceType.values()) {
      for (String[] asked :
          new String[][] {
            {"GET", "/%s", "/%s"},
            {"POST", "/%s", "/%s"},
            {"POST", "/%s/_search", "/%s/_search"},
            {"GET", "/%s/{id}", "/%s/" + ID},
            {"PUT", "/%s/{id}", "/%s/" + ID},
            {"PATCH", "/%s/{id}", "/%s/" + ID},
            {"DELETE", "/%s/{id}", "/%s/" + ID},
            {"GET", "/%s/{id}/_history", "/%s/" + ID + "/_history"},
            {"GET", "/%s/{id}/_history/{version}", "/%s/" + ID + "/_history/1"},
          }) {
        PathItem item = document.getPaths().get(asked[1].formatted(type));
        boolean offered =
            item != null && item.readOperationsMap().containsKey(HttpMethod.valueOf(asked[0]));
        assertThat(decision(role, asked[0], asked[2].formatted(type), null, "") instanceof Admit)
            .as(role + " " + asked[0] + " " + asked[1].formatted(type))
            .isEqualTo(offered);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everySearchParameterIncludeAndOperationOfTheStatementIsThere(Role role) {
    OpenAPI document = document(EnumSet.of(role));
    CapabilityStatementRestComponent rest = contracts.statement(role).getRestFirstRep();
    for (CapabilityStatementRestResourceComponent resource : rest.getResource()) {
      String type = resource.getType();
      resource
          .getSearchParam()
          .forEach(
              parameter ->
                  assertThat(formOf(document, type)).as(type).containsKey(parameter.getName()));
      resource
          .getSearchInclude()
          .forEach(include -> assertThat(includes(document, type)).contains(include.getValue()));
      resource
          .getOperation()
          .forEach(
              operation ->
                  assertThat(document.getPaths().keySet())
                      .as(type)
                      .anyMatch(
                          path ->
                              path.startsWith("/" + type + "/")
                                  && path.endsWith("/$" + operation.getName())));
    }
    rest.getOperation()
        .forEach(
            operation -> assertThat(document.getPaths()).containsKey("/$" + operation.getName()));
  }

  private static Map<String, Schema<?>> fields(MediaType form) {
    Map<String, Schema<?>> fields = new TreeMap<>();
    form.getSchema()
        .getProperties()
        .forEach((name, schema) -> fields.put((String) name, (Schema<?>) schema));
    return fields;
  }

  @Test
  void countsCanBeHadAsATableAndNothingElseCan() {
    eachOperation(
        document(EnumSet.allOf(Role.class)),
        call ->
            assertThat(
                    call.operation().getResponses().values().stream()
                        .map(ApiResponse::getContent)
                        .anyMatch(content -> content != null && content.containsKey("text/csv")))
                .as(call.path())
                .isEqualTo(call.path().endsWith("/$evaluate-measure")));
  }

  private static List<String> includes(OpenAPI document, String type) {
    List<?> values = formOf(document, type).get("_include").getItems().getEnum();
    return values.stream().map(String::valueOf).toList();
  }

  private static Map<String, Schema<?>> formOf(OpenAPI document, String type) {
    return fields(
        document
            .getPaths()
            .get("/" + type + "/_search")
            .getPost()
            .getRequestBody()
            .getContent()
            .get("application/x-www-form-urlencoded"));
  }

  @Test
  void aCodeIsSearchedForByFormOnly() {
    OpenAPI document = document(EnumSet.of(Role.SUPPORT));
    assertThat(formOf(document, "Observation")).containsKey("code");
    assertThat(document.getPaths().get("/Observation").getGet().getParameters())
        .noneMatch(parameter -> parameter.getName().equals("code"));
  }
}
