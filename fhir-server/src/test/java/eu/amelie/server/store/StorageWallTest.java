/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import eu.amelie.server.testing.ExchangeServer;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever calls HAPI's store past the pipeline cannot put identity into it. */
@ExchangeServer
class StorageWallTest {
  @Autowired private DaoRegistry daos;
  @Autowired private PlatformTransactionManager transactions;

  private String store(Patient patient) {
    return new TransactionTemplate(transactions)
        .execute(
            status -> {
              status.setRollbackOnly();
              return daos.getResourceDao(Patient.class)
                  .create(patient, new SystemRequestDetails())
                  .getId()
                  .getIdPart();
            });
  }

  private static Patient record() {
    Patient patient = new Patient();
    patient.addExtension(new Extension(StorageWall.REVISION, new StringType("r")));
    return patient;
  }

  @Test
  void aRecordThatWasTakenApartPasses() {
    assertThat(store(record())).hasSize(36);
  }

  @Test
  void aNameALabelOrNoRevisionDoesNotPass() {
    Patient named = record();
    named.addName().setFamily("Plainlyfictional");
    Patient labelled = record();
    labelled.getMeta().addSecurity("urn:example", "x", null);

    assertThatThrownBy(() -> store(named)).hasStackTraceContaining("not taken apart");
    assertThatThrownBy(() -> store(labelled)).hasStackTraceContaining("not taken apart");
    assertThatThrownBy(() -> store(new Patient())).hasStackTraceContaining("not taken apart");
  }
}
