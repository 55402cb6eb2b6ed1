/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.RoleContracts;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

class SandboxCallsTest {
  private static final String ROOT = "https://exchange.example.org";

  private static OpenAPI document() {
    OpenAPI document =
        new ApiDocument(RoleContracts.standard(), EnumSet.of(Role.REFERRER))
            .at(ROOT + "/fhir", ROOT);
    SandboxCalls.addTo(document, ROOT);
    return document;
  }

  @Test
  void whatTheToolsAnswerToIsThereAndNothingElse() throws ClassNotFoundException {
    List<String> documented = new ArrayList<>();
    document()
        .getPaths()
        .forEach(
            (path, item) -> {
              if (path.startsWith("/sandbox")) {
                item.readOperationsMap().keySet().forEach(method -> documented.add(method + path));
              }
            });

    assertThat(documented).containsExactlyInAnyOrderElementsOf(answeredTo());
  }

  /** The tools are their own package's: read as Spring reads them. */
  private static List<String> answeredTo() throws ClassNotFoundException {
    Class<?> tools = Class.forName("eu.amelie.server.sandbox.SandboxTools");
    String base = AnnotatedElementUtils.findMergedAnnotation(tools, RequestMapping.class).path()[0];
    List<String> calls = new ArrayList<>();
    for (Method method : tools.getDeclaredMethods()) {
      RequestMapping mapping =
          AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
      if (mapping != null) {
        for (RequestMethod verb : mapping.method()) {
          calls.add(verb + base + mapping.path()[0]);
        }
      }
    }
    return calls;
  }

  @Test
  void theyStandBesideTheFhirBaseAndNotBelowIt() {
    Map<String, PathItem> paths = document().getPaths();

    for (String path : List.of(SandboxCalls.RESET, SandboxCalls.CLOCK)) {
      assertThat(paths.get(path).getServers())
          .extracting(server -> server.getUrl())
          .containsExactly(ROOT);
    }
  }

  @Test
  void theClockIsSetByAnInstant() {
    var schema =
        document()
            .getPaths()
            .get(SandboxCalls.CLOCK)
            .readOperationsMap()
            .get(HttpMethod.POST)
            .getRequestBody()
            .getContent()
            .get("application/json")
            .getSchema();

    assertThat(schema.getRequired()).hasToString("[instant]");
    assertThat(schema.getProperties()).containsOnlyKeys("instant");
  }

  @Test
  void theDocumentIsValidWithThem() throws com.fasterxml.jackson.core.JsonProcessingException {
    assertThat(
            new OpenAPIV3Parser()
                .readContents(Json.mapper().writeValueAsString(document()))
                .getMessages())
        .isEmpty();
  }
}
