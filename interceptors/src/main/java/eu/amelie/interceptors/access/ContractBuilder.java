/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalDeleteStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalReadStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ReferenceHandlingPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

/**
 * Writes one role's contract as a CapabilityStatement. What is not added is not in the contract.
 */
final class ContractBuilder {
  static final String CANONICAL = "https://fhir.example.org/supportive-care";

  /** On a search parameter that is taken from a form body only. */
  static final String POST_ONLY = CANONICAL + "/StructureDefinition/sc-post-search-only";

  private static final String NAME = "Supportive Care Exchange";
  private static final String VERSION = "0.1.0";
  private static final String DATE = "2026-11-26";

  private final CapabilityStatement statement = new CapabilityStatement();
  private final CapabilityStatementRestComponent rest;

  /**
   * @param id such as {@code sc-support}; {@link ContractWords} has its title and description
   */
  ContractBuilder(String id) {
    statement
        .setUrl(CANONICAL + "/CapabilityStatement/" + id)
        .setVersion(VERSION)
        .setName(name(id))
        .setTitleElement(ContractWords.title(id))
        .setDescriptionElement(ContractWords.description(id))
        .setStatus(PublicationStatus.ACTIVE)
        .setPublisher(NAME)
        .setKind(CapabilityStatementKind.INSTANCE)
        .setFhirVersion(FHIRVersion._4_0_1);
    statement.setId(id);
    statement.setLanguage("en");
    statement.getDateElement().setValueAsString(DATE);
    statement.getSoftware().setName(NAME);
    statement.getImplementation().setDescription(NAME);
    statement.addFormat("application/fhir+json").addFormat("application/fhir+xml");
    statement.addFormat("json").addFormat("xml");
    statement.addPatchFormat("application/json-patch+json");
    rest = statement.addRest().setMode(RestfulCapabilityMode.SERVER);
    rest.getSecurity()
        .setCors(false)
        .addService()
        .addCoding()
        .setSystem("http://terminology.hl7.org/CodeSystem/restful-security-service")
        .setCode("SMART-on-FHIR");
  }

  /** {@code sc-support} becomes {@code ScSupport}. */
  private static String name(String id) {
    StringBuilder name = new StringBuilder();
    for (String word : id.split("-", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  CapabilityStatement build() {
    return statement;
  }

  ContractBuilder system(SystemRestfulInteraction... interactions) {
    for (SystemRestfulInteraction interaction : interactions) {
      rest.addInteraction().setCode(interaction);
    }
    return this;
  }

  /** A parameter of every type. */
  ContractBuilder control(String name, SearchParamType type) {
    rest.addSearchParam().setName(name).setType(type);
    return this;
  }

  ContractBuilder operation(ExchangeOperation operation) {
    rest.addOperation().setName(operation.operationName()).setDefinition(operation.definition());
    return this;
  }

  TypeBuilder type(String type) {
    return new TypeBuilder(rest.addResource().setType(type));
  }

  /** One type of a contract. */
  static final class TypeBuilder {
    private final CapabilityStatementRestResourceComponent resource;

    private TypeBuilder(CapabilityStatementRestResourceComponent resource) {
      this.resource = resource;
      resource
          .setVersioning(ResourceVersionPolicy.VERSIONED)
          .setUpdateCreate(false)
          .setConditionalCreate(false)
          .setConditionalRead(ConditionalReadStatus.NOTMATCH)
          .setConditionalUpdate(false)
          .setConditionalDelete(ConditionalDeleteStatus.NOTSUPPORTED)
          .addReferencePolicy(ReferenceHandlingPolicy.LITERAL);
    }

    TypeBuilder interactions(List<TypeRestfulInteraction> interactions) {
      interactions.forEach(interaction -> resource.addInteraction().setCode(interaction));
      return this;
    }

    TypeBuilder profile(String id) {
      resource.addSupportedProfile(CANONICAL + "/StructureDefinition/" + id);
      return this;
    }

    TypeBuilder search(SearchParamType type, String... names) {
      for (String name : names) {
        resource.addSearchParam().setName(name).setType(type);
      }
      return this;
    }

    /** On condition that no own submission bears the identifier. */
    TypeBuilder conditionalCreate() {
      resource.setConditionalCreate(true);
      return this;
    }

    /** A code in a URL ends in a log. */
    TypeBuilder searchByPost(SearchParamType type, String name) {
      resource
          .addSearchParam()
          .setName(name)
          .setType(type)
          .setDocumentation("By POST _search only.")
          .addExtension(POST_ONLY, new BooleanType(true));
      return this;
    }

    TypeBuilder includes(String... includes) {
      for (String include : includes) {
        resource.addSearchInclude(include);
      }
      return this;
    }

    TypeBuilder operation(ExchangeOperation operation) {
      resource
          .addOperation()
          .setName(operation.operationName())
          .setDefinition(operation.definition());
      return this;
    }
  }
}
