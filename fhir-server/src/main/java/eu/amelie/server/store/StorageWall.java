/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.store;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.interceptors.pseudonym.record.RecordShapes;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;

/**
 * The second wall before HAPI's tables, for whatever way leads there.
 *
 * <p>Guaranteed: no resource of a case is stored of which the allow-lists would take anything off,
 * and none that bears a label, a tag or no revision of its identity. Not guaranteed: that what was
 * taken off is in the vault; the write pipeline sees to that.
 */
@Interceptor
public class StorageWall {
  /** The extension by which a record names the identity that belongs to it. */
  public static final String REVISION =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-revision";

  /** The extension in which a record keeps what decisions have to know of the whole. */
  public static final String SENSE =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-sense";

  private final RecordShapes shapes;

  StorageWall(RecordShapes shapes) {
    this.shapes = shapes;
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource) {
    require(resource);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource resource) {
    require(resource);
  }

  private void require(IBaseResource stored) {
    if (!CaseTypes.contains(stored.fhirType())) {
      return;
    }
    DomainResource record = (DomainResource) ((Resource) stored).copy();
    boolean revised =
        record.getExtension().removeIf(extension -> REVISION.equals(extension.getUrl()));
    record.getExtension().removeIf(extension -> SENSE.equals(extension.getUrl()));
    boolean labelled =
        record.getMeta().hasSecurity()
            || record.getMeta().hasTag()
            || record.getMeta().hasProfile();
    List<String> offList = shapes.offList(record);
    if (!revised || labelled || !offList.isEmpty()) {
      throw new IllegalStateException("A record that was not taken apart came to the store.");
    }
  }
}
