/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.RoleContracts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.PrimitiveType;

/** What each role may do, from the objects that the gate enforces. */
final class ContractPages {
  /** What one type offers to a role. */
  record Row(
      String type,
      List<String> interactions,
      List<String> parameters,
      List<String> includes,
      List<Link> operations) {}

  private static final String PUBLIC = "sc-public";

  private final List<CapabilityStatement> contracts;
  private final Links links;

  ContractPages(List<CapabilityStatement> contracts, Links links) {
    this.contracts = contracts;
    this.links = links;
  }

  static List<CapabilityStatement> of(RoleContracts contracts) {
    List<CapabilityStatement> all = new ArrayList<>();
    all.add(contracts.publicStatement());
    Arrays.stream(Role.values()).map(contracts::statement).forEach(all::add);
    return all;
  }

  List<Page> all() {
    List<Page> pages = new ArrayList<>();
    pages.add(
        new Page(
            Section.ACCESS.file(),
            "Access",
            Section.ACCESS,
            "access",
            Map.of("contracts", contracts.stream().map(Links::to).toList())));
    contracts.forEach(contract -> pages.add(page(contract)));
    return pages;
  }

  private Page page(CapabilityStatement contract) {
    CapabilityStatementRestComponent rest = contract.getRestFirstRep();
    Map<String, Object> model = new HashMap<>(Published.facts(contract));
    model.put("unauthenticated", contract.getIdElement().getIdPart().equals(PUBLIC));
    model.put("system", rest.getInteraction().stream().map(one -> one.getCode().toCode()).toList());
    model.put("controls", parameters(rest.getSearchParam()));
    model.put("operations", operations(rest.getOperation()));
    model.put("rows", rest.getResource().stream().map(this::row).toList());
    return new Page(Links.file(contract), Links.title(contract), Section.ACCESS, "contract", model);
  }

  private Row row(CapabilityStatementRestResourceComponent resource) {
    List<String> interactions = new ArrayList<>();
    resource.getInteraction().forEach(one -> interactions.add(one.getCode().toCode()));
    if (resource.getConditionalCreate()) {
      interactions.add("create with If-None-Exist");
    }
    return new Row(
        resource.getType(),
        interactions,
        parameters(resource.getSearchParam()),
        resource.getSearchInclude().stream().map(PrimitiveType::getValueAsString).toList(),
        operations(resource.getOperation()));
  }

  private static List<String> parameters(
      List<CapabilityStatementRestResourceSearchParamComponent> parameters) {
    return parameters.stream()
        .map(one -> one.getName() + (one.hasExtension() ? " (by POST)" : ""))
        .toList();
  }

  private List<Link> operations(
      List<CapabilityStatementRestResourceOperationComponent> operations) {
    return operations.stream()
        .map(one -> new Link("$" + one.getName(), links.canonical(one.getDefinition()).href()))
        .toList();
  }
}
