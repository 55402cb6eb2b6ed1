/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.openapi;

import static eu.amelie.server.openapi.ApiCall.Kind.BUNDLE;
import static eu.amelie.server.openapi.ApiCall.Kind.CAPABILITIES;
import static eu.amelie.server.openapi.ApiCall.Kind.CREATE;
import static eu.amelie.server.openapi.ApiCall.Kind.DOCUMENT;
import static eu.amelie.server.openapi.ApiCall.Kind.HISTORY;
import static eu.amelie.server.openapi.ApiCall.Kind.OPERATION;
import static eu.amelie.server.openapi.ApiCall.Kind.PAGE;
import static eu.amelie.server.openapi.ApiCall.Kind.PATCH;
import static eu.amelie.server.openapi.ApiCall.Kind.READ;
import static eu.amelie.server.openapi.ApiCall.Kind.SEARCH;
import static eu.amelie.server.openapi.ApiCall.Kind.SEARCH_BY_FORM;
import static eu.amelie.server.openapi.ApiCall.Kind.TABLE;
import static eu.amelie.server.openapi.ApiCall.Kind.UPDATE;
import static eu.amelie.server.openapi.ApiCall.Kind.VERSION;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.Interaction.Operation.Level;
import eu.amelie.interceptors.access.OperationForm;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.RoleContracts;
import eu.amelie.server.openapi.ApiParameter.Form;
import eu.amelie.server.openapi.ApiParameter.Place;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.PrimitiveType;

/** Every call that a role's CapabilityStatement lists, with the parameters it may carry. */
final class ContractCalls {
  /** By address and method. */
  static final Comparator<ApiCall> ORDER =
      Comparator.comparing(ApiCall::path).thenComparing(call -> call.method().name());

  private static final String ID = "id";

  private final RoleContracts contracts;
  private final Role role;
  private final Map<ApiCall, List<ApiParameter>> calls = new TreeMap<>(ORDER);

  private ContractCalls(RoleContracts contracts, Role role) {
    this.contracts = contracts;
    this.role = role;
  }

  static Map<ApiCall, List<ApiParameter>> of(RoleContracts contracts, Role role) {
    ContractCalls walk = new ContractCalls(contracts, role);
    walk.all();
    return walk.calls;
  }

  private void all() {
    CapabilityStatementRestComponent rest = contracts.statement(role).getRestFirstRep();
    add(ApiCall.of(GET, "/metadata", CAPABILITIES), new Interaction.Capabilities());
    add(ApiCall.of(GET, "/", PAGE), new Interaction.Page("page"));
    if (rest.hasInteraction()) {
      add(ApiCall.of(POST, "/", BUNDLE), new Interaction.BundlePost(Optional.empty()));
    }
    rest.getResource().forEach(this::type);
    contracts.operations(role).forEach(this::operation);
  }

  private void type(CapabilityStatementRestResourceComponent resource) {
    String type = resource.getType();
    Set<TypeRestfulInteraction> interactions =
        resource.getInteraction().stream()
            .map(interaction -> interaction.getCode())
            .collect(Collectors.toSet());
    for (TypeRestfulInteraction interaction : interactions) {
      switch (interaction) {
        case READ -> one(GET, type, "", READ, new Interaction.Read(type, ID), etag(false));
        case VREAD ->
            one(
                GET,
                type,
                "/_history/{version}",
                VERSION,
                new Interaction.VersionRead(type, ID, "1"));
        case UPDATE ->
            one(PUT, type, "", UPDATE, new Interaction.Update(type, ID), etag(true), prefer());
        case PATCH ->
            one(
                HttpMethod.PATCH,
                type,
                "",
                PATCH,
                new Interaction.Patch(type, ID),
                etag(true),
                prefer());
        case HISTORYINSTANCE ->
            one(GET, type, "/_history", HISTORY, new Interaction.HistoryOfInstance(type, ID));
        case CREATE -> create(resource);
        case SEARCHTYPE -> search(resource);
        default -> throw new IllegalStateException("No words for the interaction " + interaction);
      }
    }
  }

  private void one(
      HttpMethod method,
      String type,
      String rest,
      ApiCall.Kind kind,
      Interaction interaction,
      ApiParameter... more) {
    add(ApiCall.of(method, "/" + type + "/{id}" + rest, kind, type), interaction, more);
  }

  private void create(CapabilityStatementRestResourceComponent resource) {
    String type = resource.getType();
    List<ApiParameter> headers = new ArrayList<>(List.of(prefer()));
    if (resource.getConditionalCreate()) {
      headers.add(
          parameter(
              "If-None-Exist",
              Place.HEADER,
              Form.TEXT,
              "identifier=system|value: only where none of your own bears it."));
    }
    add(
        ApiCall.of(POST, "/" + type, CREATE, type),
        new Interaction.Create(type),
        headers.toArray(ApiParameter[]::new));
  }

  /** By address, and by form: there alone stands what would end in a log. */
  private void search(CapabilityStatementRestResourceComponent resource) {
    String type = resource.getType();
    Interaction interaction = new Interaction.SearchOfType(type, false);
    add(
        ApiCall.of(GET, "/" + type, SEARCH, type),
        interaction,
        searched(resource, Place.QUERY).toArray(ApiParameter[]::new));
    List<ApiParameter> form = new ArrayList<>(searched(resource, Place.FORM));
    contracts.controls(role, interaction).forEach(name -> form.add(control(name, Place.FORM)));
    calls.put(ApiCall.of(POST, "/" + type + "/_search", SEARCH_BY_FORM, type), form);
  }

  private List<ApiParameter> searched(
      CapabilityStatementRestResourceComponent resource, Place place) {
    List<ApiParameter> searched = new ArrayList<>();
    for (CapabilityStatementRestResourceSearchParamComponent parameter :
        resource.getSearchParam()) {
      if (place == Place.FORM || !RoleContracts.isPostOnly(parameter)) {
        searched.add(
            parameter(
                parameter.getName(),
                place,
                Form.TEXT,
                "Of type %s; values with commas between them are alternatives."
                    .formatted(parameter.getType().toCode())));
      }
    }
    if (resource.hasSearchInclude()) {
      Set<String> includes =
          resource.getSearchInclude().stream()
              .map(PrimitiveType::getValue)
              .collect(Collectors.toCollection(TreeSet::new));
      searched.add(
          new ApiParameter(
              "_include",
              place,
              Form.TEXT,
              false,
              "Also what a match refers to; may be repeated.",
              includes,
              Set.of(role)));
    }
    return searched;
  }

  private void operation(OperationForm form) {
    ApiCall.Kind kind = form.document() ? DOCUMENT : form.table() ? TABLE : OPERATION;
    for (Level level : form.levels()) {
      for (boolean posted : form.safe() ? new boolean[] {false, true} : new boolean[] {true}) {
        add(
            ApiCall.of(posted ? POST : GET, level, kind, form.type().orElse(null), form.name()),
            new Interaction.Operation(
                level,
                form.type(),
                level == Level.INSTANCE ? Optional.of(ID) : Optional.empty(),
                form.name(),
                posted));
      }
    }
  }

  private void add(ApiCall call, Interaction interaction, ApiParameter... more) {
    List<ApiParameter> parameters = new ArrayList<>();
    if (call.addressesOne()) {
      parameters.add(inPath(ID, "Yours: every organisation has ids of its own."));
    }
    if (call.kind() == VERSION) {
      parameters.add(inPath("version", "A version id."));
    }
    parameters.addAll(List.of(more));
    for (String name : new TreeSet<>(contracts.controls(role, interaction))) {
      parameters.add(control(name, Place.QUERY));
    }
    calls.put(call, parameters);
  }

  private ApiParameter inPath(String name, String description) {
    return new ApiParameter(name, Place.PATH, Form.TEXT, true, description, Set.of(), Set.of(role));
  }

  private ApiParameter etag(boolean write) {
    return new ApiParameter(
        write ? "If-Match" : "If-None-Match",
        Place.HEADER,
        Form.TEXT,
        write,
        write ? "The ETag of the version that is changed." : "An ETag: 304 where it still holds.",
        Set.of(),
        Set.of(role));
  }

  private ApiParameter prefer() {
    return new ApiParameter(
        "Prefer",
        Place.HEADER,
        Form.TEXT,
        false,
        "What the answer is to hold.",
        new TreeSet<>(Set.of("return=minimal", "return=representation", "return=OperationOutcome")),
        Set.of(role));
  }

  private ApiParameter parameter(String name, Place place, Form form, String description) {
    return new ApiParameter(name, place, form, false, description, Set.of(), Set.of(role));
  }

  private ApiParameter control(String name, Place place) {
    return switch (name) {
      case "_count" ->
          parameter(name, place, Form.NUMBER, "Entries on a page; more than 200 count as 200.");
      case "_pretty" -> parameter(name, place, Form.TRUTH, "For people to read.");
      case "_format" ->
          parameter(name, place, Form.TEXT, "A media type or its short form, before Accept.");
      case "_elements" ->
          parameter(name, place, Form.TEXT, "Names of the elements that are wanted.");
      case "_summary" ->
          chosen(name, place, "A part of each resource.", "true", "false", "text", "data", "count");
      case "_total" ->
          chosen(name, place, "Whether to count all matches.", "none", "estimate", "accurate");
      case "_sort" -> chosen(name, place, "The order.", "_lastUpdated", "-_lastUpdated");
      case "_lastUpdated" ->
          parameter(name, place, Form.TEXT, "A time with a prefix such as ge; may be repeated.");
      case "_page" ->
          new ApiParameter(
              name, place, Form.TEXT, true, "Opaque; yours, for one hour.", Set.of(), Set.of(role));
      default -> parameter(name, place, Form.TEXT, "See the operation's definition.");
    };
  }

  private ApiParameter chosen(String name, Place place, String description, String... values) {
    return new ApiParameter(
        name, place, Form.TEXT, false, description, new TreeSet<>(List.of(values)), Set.of(role));
  }
}
