/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.openapi;

import eu.amelie.interceptors.disclosure.ErrorCode;
import io.swagger.v3.oas.models.ExternalDocumentation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Bodies and values. What a resource holds is told by its profile, not here. */
final class ApiContent {
  static final String JSON = "application/fhir+json";
  static final String XML = "application/fhir+xml";

  private static final String RESOURCE = "Resource";
  private static final String OUTCOME = "OperationOutcome";
  private static final String CHANGES = "JsonPatch";
  private static final String[] OF_NO_CONTRACT = {"Bundle", "Parameters"};

  private ApiContent() {}

  static Map<String, Schema> schemas(Collection<String> types) {
    Set<String> all = new LinkedHashSet<>(types);
    all.addAll(List.of(OF_NO_CONTRACT));
    Map<String, Schema> schemas = new TreeMap<>();
    all.forEach(type -> schemas.put(type, resource(type)));
    schemas.put(RESOURCE, anyResource());
    schemas.put(OUTCOME, outcome());
    schemas.put(CHANGES, changes());
    return schemas;
  }

  private static Schema<?> anyResource() {
    return new ObjectSchema()
        .description("A resource of FHIR R4.")
        .addProperty("resourceType", new StringSchema())
        .addRequiredItem("resourceType")
        .additionalProperties(Boolean.TRUE);
  }

  private static Schema<?> resource(String type) {
    return new ObjectSchema()
        .description("A %s of FHIR R4.".formatted(type))
        .externalDocs(
            new ExternalDocumentation()
                .url(
                    "https://hl7.org/fhir/R4/%s.html"
                        .formatted(type.toLowerCase(java.util.Locale.ROOT))))
        .addProperty("resourceType", new StringSchema().addEnumItem(type))
        .addProperty("id", new StringSchema())
        .addRequiredItem("resourceType")
        .additionalProperties(Boolean.TRUE);
  }

  private static Schema<?> outcome() {
    StringSchema code = new StringSchema();
    Arrays.stream(ErrorCode.values()).map(ErrorCode::code).distinct().forEach(code::addEnumItem);
    Schema<?> coding =
        new ObjectSchema()
            .addProperty("system", new StringSchema().addEnumItem(ErrorCode.SYSTEM))
            .addProperty("code", code);
    Schema<?> issue =
        new ObjectSchema()
            .addProperty("severity", new StringSchema())
            .addProperty("code", new StringSchema())
            .addProperty(
                "details",
                new ObjectSchema()
                    .addProperty("coding", new ArraySchema().items(coding))
                    .addProperty("text", new StringSchema()))
            .addProperty("diagnostics", new StringSchema())
            .addProperty("expression", new ArraySchema().items(new StringSchema()));
    return resource(OUTCOME).addProperty("issue", new ArraySchema().items(issue));
  }

  private static Schema<?> changes() {
    Schema<?> change =
        new ObjectSchema()
            .addProperty(
                "op",
                new StringSchema()
                    ._enum(List.of("add", "remove", "replace", "move", "copy", "test")))
            .addProperty("path", new StringSchema())
            .addProperty("from", new StringSchema())
            .addProperty("value", new Schema<>())
            .addRequiredItem("op")
            .addRequiredItem("path");
    return new ArraySchema().items(change).description("A JSON Patch (RFC 6902).");
  }

  /** One value of a parameter, or several where it may be repeated. */
  static Schema<?> schema(ApiParameter parameter) {
    Schema<?> one =
        switch (parameter.form()) {
          case NUMBER -> new IntegerSchema().minimum(BigDecimal.ZERO);
          case TRUTH -> new BooleanSchema();
          case TEXT -> text(parameter.values());
        };
    return parameter.name().equals("_include") ? new ArraySchema().items(one) : one;
  }

  private static Schema<?> text(Collection<String> values) {
    StringSchema text = new StringSchema();
    if (!values.isEmpty()) {
      text.setEnum(new ArrayList<>(values));
    }
    return text;
  }

  /** What a call brings along; empty where it brings nothing. */
  static Optional<RequestBody> request(ApiCall call, Collection<ApiParameter> parameters) {
    return switch (call.kind()) {
      case BUNDLE -> Optional.of(body("Bundle", true));
      case CREATE, UPDATE -> Optional.of(body(call.type().orElseThrow(), true));
      case PATCH ->
          Optional.of(
              new RequestBody()
                  .required(true)
                  .content(content(CHANGES, "application/json-patch+json")));
      case SEARCH_BY_FORM -> Optional.of(form(parameters));
      case OPERATION, DOCUMENT, TABLE ->
          call.method().name().equals("POST")
              ? Optional.of(body("Parameters", false))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static RequestBody body(String schema, boolean required) {
    return new RequestBody()
        .required(required ? Boolean.TRUE : null)
        .content(content(schema, JSON, XML));
  }

  private static RequestBody form(Collection<ApiParameter> parameters) {
    Schema<?> form = new ObjectSchema();
    parameters.forEach(
        parameter ->
            form.addProperty(
                parameter.name(), schema(parameter).description(parameter.description())));
    return new RequestBody()
        .content(
            new Content()
                .addMediaType("application/x-www-form-urlencoded", new MediaType().schema(form)));
  }

  /** What comes back where all is well. */
  static Content answer(ApiCall call) {
    return switch (call.kind()) {
      case CAPABILITIES -> content("CapabilityStatement", JSON, XML);
      case PAGE, BUNDLE, SEARCH, SEARCH_BY_FORM, HISTORY -> content("Bundle", JSON, XML);
      case DOCUMENT ->
          content(RESOURCE, JSON, XML)
              .addMediaType("text/html", document(null))
              .addMediaType("application/pdf", document("binary"));
      case TABLE -> content(RESOURCE, JSON, XML).addMediaType("text/csv", document(null));
      case OPERATION -> content(RESOURCE, JSON, XML);
      default -> content(call.type().orElseThrow(), JSON, XML);
    };
  }

  private static MediaType document(String format) {
    return new MediaType().schema(new StringSchema().format(format));
  }

  static Content outcomeContent() {
    return content(OUTCOME, JSON, XML);
  }

  private static Content content(String schema, String... mediaTypes) {
    Content content = new Content();
    for (String type : mediaTypes) {
      content.addMediaType(
          type, new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + schema)));
    }
    return content;
  }
}
