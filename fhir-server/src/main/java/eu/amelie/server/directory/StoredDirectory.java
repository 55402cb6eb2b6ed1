/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.ReferenceParam;
import eu.amelie.server.cases.RecordStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** The directory as it is stored at this moment. */
@Component
class StoredDirectory implements DirectoryState {
  private static final int AT_ONCE = 200;

  private final Directory directory;
  private final RecordStore records;

  StoredDirectory(Directory directory, RecordStore records) {
    this.directory = directory;
    this.records = records;
  }

  @Override
  public Optional<Resource> find(String type, String id) {
    return directory.exists(type, id) ? Optional.of(records.entry(type, id)) : Optional.empty();
  }

  @Override
  public List<Resource> keptBy(String type, String organisation) {
    List<Resource> kept = new ArrayList<>();
    List<Resource> rows;
    do {
      SearchParameterMap own = new SearchParameterMap();
      own.add("organization", new ReferenceParam("Organization", null, organisation));
      rows = records.rows(type, own, kept.size(), AT_ONCE);
      kept.addAll(rows);
    } while (rows.size() == AT_ONCE);
    return kept;
  }
}
