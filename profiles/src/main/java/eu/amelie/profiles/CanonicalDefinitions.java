/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.model.StructureDefinition.TypeDerivationRule;

/**
 * Definitions as the inner validator reads them, each remembered once it was found. The adapter
 * works out type and version anew for each question, and one resource leads to thousands. What was
 * not found is not remembered, since senders choose such names.
 *
 * <p>All of a kind means those of types: whoever asks goes through the list to find one of these,
 * among which profiles stand for nothing.
 */
final class CanonicalDefinitions extends WorkerContextValidationSupportAdapter {
  private final Map<Class<?>, Map<String, Resource>> found = new ConcurrentHashMap<>();

  private volatile Types types = new Types(null, List.of());

  /**
   * @param of the list that it is made from, which is another one while it is read
   */
  private record Types(List<?> of, List<StructureDefinition> list) {}

  CanonicalDefinitions(IValidationSupport definitions) {
    super(definitions);
  }

  @Override
  public <T extends Resource> T fetchResource(Class<T> type, String url) {
    if (url == null) {
      return null;
    }
    Map<String, Resource> ofType = found.computeIfAbsent(type, key -> new ConcurrentHashMap<>());
    Resource known = ofType.get(url);
    if (known == null) {
      known = super.fetchResource(type, url);
      if (known != null) {
        ofType.put(url, known);
      }
    }
    return type.cast(known);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T extends Resource> List<T> fetchResourcesByType(Class<T> type) {
    List<T> all = super.fetchResourcesByType(type);
    if (type != StructureDefinition.class) {
      return all;
    }
    Types known = types;
    if (known.of() != all) {
      known =
          new Types(
              all,
              all.stream()
                  .map(StructureDefinition.class::cast)
                  .filter(CanonicalDefinitions::isType)
                  .toList());
      types = known;
    }
    return (List<T>) known.list();
  }

  private static boolean isType(StructureDefinition structure) {
    return structure.getDerivation() == TypeDerivationRule.SPECIALIZATION;
  }
}
