/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/** A directory that is asked once for each thing; for one answer, within one transaction. */
final class RememberedDirectory implements DirectoryState {
  private final DirectoryState directory;
  private final Map<String, Optional<Resource>> found = new HashMap<>();
  private final Map<String, List<Resource>> kept = new HashMap<>();
  private final Map<String, Boolean> confidential = new HashMap<>();

  RememberedDirectory(DirectoryState directory) {
    this.directory = directory;
  }

  @Override
  public Optional<Resource> find(String type, String id) {
    return found.computeIfAbsent(type + "/" + id, ignored -> directory.find(type, id));
  }

  @Override
  public List<Resource> keptBy(String type, String organisation) {
    return kept.computeIfAbsent(
        type + " " + organisation, ignored -> directory.keptBy(type, organisation));
  }

  @Override
  public boolean keepsAPlaceConfidential(String organisation) {
    Boolean known = confidential.get(organisation);
    if (known == null) {
      known = DirectoryState.super.keepsAPlaceConfidential(organisation);
      confidential.put(organisation, known);
    }
    return known;
  }
}
