/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.access.GateDecision.Admit;
import eu.amelie.interceptors.access.GateDecision.Refuse;
import eu.amelie.interceptors.access.Interaction.BundlePost;
import eu.amelie.interceptors.access.Interaction.OnType;
import eu.amelie.interceptors.access.Interaction.Operation;
import eu.amelie.interceptors.access.Interaction.SearchOfType;
import eu.amelie.interceptors.disclosure.ErrorCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle.BundleType;

/**
 * Holds a call against the caller's contract, then against the token's scope.
 *
 * <p>Guaranteed: nothing is admitted that the role's CapabilityStatement does not list; the answer
 * depends on the call and the caller alone, never on what is stored, so it tells nothing about it.
 * Not guaranteed: that the caller may see or change the addressed resource. Each entry of a Bundle
 * is a call of its own and is checked as one, and so is the search behind a page link.
 */
public final class Gate {
  private final RoleContracts contracts;

  public Gate(RoleContracts contracts) {
    this.contracts = Objects.requireNonNull(contracts);
  }

  /**
   * A Bundle of undecided kind is admitted when the contract lists transaction or batch; it is
   * checked again, with its kind, once its body is read.
   */
  public GateDecision check(Caller caller, FhirCall call) {
    try {
      Admit admit = admitted(contracts.compiled(caller.role()), call);
      requireScope(caller, admit);
      requireReadingInAnEmergency(caller, admit.interaction());
      return admit;
    } catch (Rejection rejection) {
      return new Refuse(rejection.code(), rejection.getMessage());
    }
  }

  /** Without a token there is discovery only; everything else is 401, whatever it asks for. */
  public GateDecision checkUnauthenticated(FhirCall call) {
    if (!(call.interaction() instanceof Interaction.Capabilities)) {
      return new Refuse(ErrorCode.UNAUTHENTICATED, ErrorCode.UNAUTHENTICATED.message());
    }
    try {
      return admitted(contracts.compiledPublic(), call);
    } catch (Rejection rejection) {
      return new Refuse(rejection.code(), rejection.getMessage());
    }
  }

  /** The types that an answer of many types, such as {@code $everything}, may hold. */
  public Set<String> readableTypes(Caller caller) {
    return contracts.compiled(caller.role()).types().entrySet().stream()
        .filter(type -> type.getValue().interactions().contains("read"))
        .map(type -> type.getKey())
        .filter(type -> caller.permits(type, 'r'))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Admit admitted(CompiledContract contract, FhirCall call) {
    requireListed(contract, call.interaction());
    requireConditions(contract, call);
    ParameterRules rules = ParameterRules.of(contract, call.interaction());
    call.parameters().forEach(rules::check);
    return admit(rules, call);
  }

  private static void requireListed(CompiledContract contract, Interaction interaction) {
    if (!listed(contract, interaction)) {
      throw Vocabulary.callNotListed();
    }
    if (interaction instanceof Operation operation) {
      boolean safe = ExchangeOperation.of(operation).orElseThrow().safe();
      if (!operation.posted() && !safe) {
        throw Rejection.of(ErrorCode.METHOD_NOT_ALLOWED);
      }
    }
  }

  private static void requireConditions(CompiledContract contract, FhirCall call) {
    Interaction interaction = call.interaction();
    boolean listed =
        interaction instanceof Interaction.Create create
            && contract.types().get(create.type()).conditionalCreate();
    boolean read =
        interaction instanceof Interaction.Read || interaction instanceof Interaction.VersionRead;
    // If-None-Exist is a search; If-None-Match on a write asks whether something is there.
    if ((call.conditions().ifNoneExist().isPresent() && !listed)
        || (call.conditions().ifNoneMatch().isPresent() && !read)) {
      throw Rejection.of(
          ErrorCode.NOT_IN_CONTRACT, "Conditional writes are not in your role's contract.");
    }
    call.conditions().noneExist();
  }

  private static boolean listed(CompiledContract contract, Interaction interaction) {
    if (interaction instanceof OnType onType) {
      return contract.lists(onType);
    }
    if (interaction instanceof Operation operation) {
      return ExchangeOperation.of(operation).filter(contract.operations()::contains).isPresent();
    }
    if (interaction instanceof BundlePost bundle) {
      return listed(contract.system(), bundle);
    }
    return interaction instanceof Interaction.Capabilities
        || interaction instanceof Interaction.Page;
  }

  private static boolean listed(Set<String> system, BundlePost bundle) {
    if (bundle.kind().isEmpty()) {
      return system.contains("transaction") || system.contains("batch");
    }
    BundleType kind = bundle.kind().get();
    if (kind != BundleType.TRANSACTION && kind != BundleType.BATCH) {
      throw Rejection.malformed("A Bundle sent here is a transaction or a batch.");
    }
    return system.contains(kind.toCode());
  }

  private static Admit admit(ParameterRules rules, FhirCall call) {
    ControlReader controls = new ControlReader(call.parameters());
    boolean searches = call.interaction() instanceof SearchOfType;
    Presentation presentation = controls.presentation(searches, kind(call.interaction()));
    return new Admit(
        call.interaction(),
        presentation,
        call.interaction() instanceof SearchOfType ofType
            ? Optional.of(search(ofType.type(), rules, call.parameters(), presentation))
            : Optional.empty());
  }

  private static Presentation.Kind kind(Interaction interaction) {
    return interaction instanceof Operation operation
        ? ExchangeOperation.of(operation).orElseThrow().kind()
        : Presentation.Kind.RESOURCE;
  }

  private static SearchRequest search(
      String type,
      ParameterRules rules,
      List<QueryParameter> parameters,
      Presentation presentation) {
    ControlReader controls = new ControlReader(parameters);
    List<SearchParam> params =
        parameters.stream()
            .filter(parameter -> rules.search().parameters().containsKey(parameter.name()))
            .map(
                parameter ->
                    ValueReader.read(
                        rules.search().parameters().get(parameter.name()), parameter.value()))
            .toList();
    List<SearchRequest.Include> includes =
        parameters.stream()
            .filter(parameter -> parameter.name().equals("_include"))
            .map(parameter -> rules.search().includes().get(parameter.value()))
            .distinct()
            .toList();
    return new SearchRequest(
        type,
        params,
        includes,
        controls.lastUpdated(),
        controls.sort(),
        controls.total(),
        presentation);
  }

  /** An emergency access reads and does nothing else, whoever has a Task beside it. */
  private static void requireReadingInAnEmergency(Caller caller, Interaction interaction) {
    if (caller.role() != Role.REFERRER && caller.isInEmergency() && writes(interaction)) {
      throw Rejection.of(
          ErrorCode.NOT_IN_CONTRACT,
          "An emergency access reads only: to write, come with your usual purpose.");
    }
  }

  private static boolean writes(Interaction interaction) {
    if (interaction instanceof OnType onType) {
      return SystemScope.writes(onType.scopeLetter());
    }
    return interaction instanceof Operation operation
        && ExchangeOperation.of(operation).orElseThrow().writes();
  }

  private static void requireScope(Caller caller, Admit admit) {
    Interaction interaction = admit.interaction();
    boolean covered = true;
    if (interaction instanceof OnType onType) {
      covered = caller.permits(onType.type(), onType.scopeLetter());
    } else if (interaction instanceof Operation operation) {
      covered = ExchangeOperation.of(operation).orElseThrow().coveredBy(caller);
    }
    // An included resource is read, whatever was searched for.
    boolean includesCovered =
        admit.search().stream()
            .flatMap(search -> search.includes().stream())
            .allMatch(include -> caller.permits(include.target(), 'r'));
    if (!covered || !includesCovered) {
      throw Rejection.of(ErrorCode.INSUFFICIENT_SCOPE);
    }
  }
}
