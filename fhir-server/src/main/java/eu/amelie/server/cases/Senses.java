/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.consent.ItemSense;
import eu.amelie.server.store.StorageWall;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;

/** How the sense of an item stands in its stored record, and nowhere else. */
final class Senses {
  private static final String LABEL = "label";

  /** Not as a reference: the store would look it up and index it. */
  private static final String TARGET = "target";

  private Senses() {}

  static void write(ItemSense sense, DomainResource record) {
    Extension kept = new Extension(StorageWall.SENSE);
    new TreeSet<>(sense.labels()).forEach(label -> kept.addExtension(LABEL, new CodeType(label)));
    new TreeSet<>(sense.references())
        .forEach(target -> kept.addExtension(TARGET, new StringType(target)));
    if (kept.hasExtension()) {
      record.addExtension(kept);
    }
  }

  /**
   * Takes it out of a record. Of one that was stored before there was any it is what the record
   * says itself.
   */
  static ItemSense take(DomainResource record) {
    Optional<Extension> kept = Optional.ofNullable(record.getExtensionByUrl(StorageWall.SENSE));
    record.getExtension().removeIf(extension -> StorageWall.SENSE.equals(extension.getUrl()));
    return kept.map(Senses::read).orElseGet(() -> ItemSense.of(record));
  }

  private static ItemSense read(Extension kept) {
    Set<String> labels = new HashSet<>();
    Set<String> targets = new HashSet<>();
    for (Extension part : kept.getExtension()) {
      (part.getUrl().equals(LABEL) ? labels : targets).add(part.getValue().primitiveValue());
    }
    return new ItemSense(labels, targets);
  }
}
