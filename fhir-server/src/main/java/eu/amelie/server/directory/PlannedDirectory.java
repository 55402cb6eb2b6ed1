/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/** The directory as it will be once some entries are written, before any of them is. */
final class PlannedDirectory implements DirectoryState {
  private final DirectoryState before;
  private final Map<String, Resource> planned = new HashMap<>();

  /**
   * @param entries that will take the place of those of the same type and id, or be new
   */
  PlannedDirectory(DirectoryState before, Collection<? extends Resource> entries) {
    this.before = before;
    entries.forEach(entry -> planned.put(key(entry), entry));
  }

  static String key(Resource entry) {
    return entry.fhirType() + "/" + entry.getIdElement().getIdPart();
  }

  @Override
  public Optional<Resource> find(String type, String id) {
    Resource entry = planned.get(type + "/" + id);
    return entry == null ? before.find(type, id) : Optional.of(entry);
  }

  @Override
  public List<Resource> keptBy(String type, String organisation) {
    List<Resource> kept = new ArrayList<>(before.keptBy(type, organisation));
    kept.removeIf(entry -> planned.containsKey(key(entry)));
    planned.values().stream()
        .filter(entry -> entry.fhirType().equals(type))
        .filter(entry -> EntryKeeper.of(entry).equals("Organization/" + organisation))
        .forEach(kept::add);
    return kept;
  }
}
