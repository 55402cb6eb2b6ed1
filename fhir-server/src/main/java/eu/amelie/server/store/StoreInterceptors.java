/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.store;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import eu.amelie.interceptors.pseudonym.record.RecordShapes;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * All of our interceptors on HAPI's store, in their order. They are registered here and nowhere
 * else, on the store's own service, so that internal calls pass them too; a missing one stops the
 * start.
 */
@Component
class StoreInterceptors implements SmartInitializingSingleton {
  private final IInterceptorService service;
  private final List<Object> inOrder;

  StoreInterceptors(IInterceptorService service, RecordShapes shapes) {
    this.service = service;
    this.inOrder = List.of(new StorageWall(shapes));
  }

  @Override
  public void afterSingletonsInstantiated() {
    inOrder.forEach(service::registerInterceptor);
    if (!service.getAllRegisteredInterceptors().containsAll(inOrder)) {
      throw new IllegalStateException("An interceptor of the store is not registered.");
    }
  }
}
