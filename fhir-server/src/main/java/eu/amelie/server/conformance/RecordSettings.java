/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.conformance;

import eu.amelie.interceptors.pseudonym.record.Regions;
import eu.amelie.server.database.StartRefusedException;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the record keeps beyond the allow-lists.
 *
 * @param regions for each country (code of two or three letters) the regions that an address may
 *     tell beside it, spelt as hospitals send them; default none, so that the country is all
 */
@ConfigurationProperties("amelie.record")
record RecordSettings(@DefaultValue Map<String, Set<String>> regions) {
  RecordSettings {
    regions = regions == null ? Map.of() : Map.copyOf(regions);
  }

  Regions listedRegions() {
    try {
      return new Regions(regions);
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException("amelie.record.regions: " + e.getMessage() + ".", e);
    }
  }
}
