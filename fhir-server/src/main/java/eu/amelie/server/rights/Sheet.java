/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/**
 * A page for the person, before it has a form.
 *
 * @param intro sentences before the sections
 * @param nothing what stands there where there is no section
 * @param closing sentences after them
 */
record Sheet(
    String title,
    List<String> intro,
    List<Section> sections,
    String nothing,
    List<String> closing) {

  /** Items of one kind, or what was seen on one day. */
  record Section(String title, List<Entry> entries) {
    @Override
    public String toString() {
      return "Section";
    }
  }

  /**
   * One item or occasion.
   *
   * @param title empty where the lines say it all
   * @param resources what it tells of, for the data file
   */
  record Entry(Optional<String> title, List<Line> lines, List<? extends Resource> resources) {
    @Override
    public String toString() {
      return "Entry";
    }
  }

  @Override
  public String toString() {
    return "Sheet";
  }
}
