/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Resource;

/** The directory as it is, or as it is going to be: what an entry is held against. */
interface DirectoryState {
  /** An entry as stored; empty for what is not there and for what is no type of the directory. */
  Optional<Resource> find(String type, String id);

  /** All entries of a type that an organisation keeps. */
  List<Resource> keptBy(String type, String organisation);

  default Optional<Resource> find(IdType id) {
    return id.hasIdPart() && id.hasResourceType() && !id.isAbsolute() && !id.hasVersionIdPart()
        ? find(id.getResourceType(), id.getIdPart())
        : Optional.empty();
  }

  /** More houses than stand in each other. */
  int DEEPEST = 10;

  /** Whether a reference leads to a place that must not be known. So does what leads nowhere. */
  default boolean isConfidential(String reference) {
    return isConfidential(reference, DEEPEST);
  }

  /**
   * Whether a place must not be known: it bears the mark, or it is part of one that must not. So is
   * one of which nobody can tell what it is part of.
   */
  default boolean isConfidential(Location place) {
    return isConfidential(place, DEEPEST);
  }

  private boolean isConfidential(Location place, int above) {
    return ConfidentialPlaces.isConfidential(place)
        || (place.hasPartOf() && isConfidential(place.getPartOf().getReference(), above - 1));
  }

  private boolean isConfidential(String reference, int above) {
    return above == 0
        || find(new IdType(reference))
            .filter(Location.class::isInstance)
            .map(Location.class::cast)
            .map(place -> isConfidential(place, above))
            .orElse(true);
  }

  /**
   * So does, for all that is known, an organisation that is not named. What a place of its own is
   * part of is its own as well, and bears the mark itself.
   */
  default boolean keepsAPlaceConfidential(String organisation) {
    String id = new IdType(organisation).getIdPart();
    return id == null
        || keptBy("Location", id).stream()
            .anyMatch(place -> ConfidentialPlaces.isConfidential((Location) place));
  }
}
