/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hl7.fhir.common.hapi.validation.support.BaseValidationSupportWrapper;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * Remembers each definition, and each code of a system that is defined here in full, once it was
 * found: they never change while the server runs, and one resource asks for them hundreds of times.
 * What was not found is not remembered, since senders choose such names.
 */
final class FoundDefinitions extends BaseValidationSupportWrapper {

  private record Key(Class<?> type, String url, String code) {}

  private final Map<Key, Object> found = new ConcurrentHashMap<>();

  FoundDefinitions(FhirContext context, IValidationSupport definitions) {
    super(context, definitions);
  }

  @SuppressWarnings("unchecked")
  private <T> T remembered(Key key, Supplier<T> search, Predicate<T> isFound) {
    Object known = found.get(key);
    if (known != null) {
      return (T) known;
    }
    T searched = search.get();
    if (searched != null && isFound.test(searched)) {
      found.put(key, searched);
    }
    return searched;
  }

  private <T> T definition(Class<?> type, String url, Supplier<T> search) {
    return remembered(new Key(type, url, null), search, definition -> true);
  }

  @Override
  public <T extends IBaseResource> T fetchResource(Class<T> type, String url) {
    return definition(type, url, () -> super.fetchResource(type, url));
  }

  @Override
  public IBaseResource fetchStructureDefinition(String url) {
    return definition(StructureDefinition.class, url, () -> super.fetchStructureDefinition(url));
  }

  @Override
  public IBaseResource fetchCodeSystem(String url) {
    return definition(CodeSystem.class, url, () -> super.fetchCodeSystem(url));
  }

  @Override
  public IBaseResource fetchValueSet(String url) {
    return definition(ValueSet.class, url, () -> super.fetchValueSet(url));
  }

  @Override
  public boolean isCodeSystemSupported(ValidationSupportContext context, String url) {
    return remembered(
        new Key(Boolean.class, url, null),
        () -> super.isCodeSystemSupported(context, url),
        supported -> supported);
  }

  @Override
  public CodeValidationResult validateCode(
      ValidationSupportContext context,
      ConceptValidationOptions options,
      String system,
      String code,
      String display,
      String valueSet) {
    Supplier<CodeValidationResult> search =
        () -> super.validateCode(context, options, system, code, display, valueSet);
    return display == null && valueSet == null && isDefinedInFull(system)
        ? remembered(new Key(CodeSystem.class, system, code), search, CodeValidationResult::isOk)
        : search.get();
  }

  @Override
  public CodeValidationResult validateCodeInValueSet(
      ValidationSupportContext context,
      ConceptValidationOptions options,
      String system,
      String code,
      String display,
      IBaseResource valueSet) {
    Supplier<CodeValidationResult> search =
        () -> super.validateCodeInValueSet(context, options, system, code, display, valueSet);
    return display == null
            && isDefinedInFull(system)
            && valueSet instanceof ValueSet set
            && set.hasUrl()
        ? remembered(
            new Key(ValueSet.class, set.getUrl(), system + "|" + code),
            search,
            CodeValidationResult::isOk)
        : search.get();
  }

  private boolean isDefinedInFull(String system) {
    return system != null
        && fetchCodeSystem(system) instanceof CodeSystem known
        && known.getContent() == CodeSystemContentMode.COMPLETE;
  }
}
