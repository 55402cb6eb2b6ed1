/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.server.facts.CaseItem;
import java.util.UUID;

/** What became of one write; the id is the internal one. */
public record Written(String type, UUID id, long version, boolean created) {

  /** As an audit record and the memory of submissions keep it. */
  String line() {
    return type + "/" + id + "/" + version;
  }

  /** What was there before, and stays as it is. */
  static Written unchanged(CaseItem item) {
    return new Written(item.type(), item.id(), item.version(), false);
  }

  static Written ofLine(String line) {
    String[] parts = line.split("/", -1);
    return new Written(parts[0], UUID.fromString(parts[1]), Long.parseLong(parts[2]), false);
  }
}
