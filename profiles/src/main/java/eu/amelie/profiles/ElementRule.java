/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;

/** A rule of ours about single elements, for what profiles cannot say or the validator does not. */
interface ElementRule {

  /**
   * @param property the element's definition; its value is {@code element}
   * @param path where the element stands by definition, without indices, such as {@code Task.focus}
   * @param expression where it stands in the resource, with indices
   */
  Optional<Finding> check(Base element, Property property, String path, String expression);
}
