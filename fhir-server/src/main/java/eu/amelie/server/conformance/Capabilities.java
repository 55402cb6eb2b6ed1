/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.conformance;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.RoleContracts;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.handling.CallHandler;
import java.util.List;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.springframework.stereotype.Component;

/** {@code /metadata}: to each role its own contract, to strangers the public one. */
@Component
public class Capabilities implements CallHandler {
  private final RoleContracts contracts;
  private final AuditTrail trail;

  Capabilities(RoleContracts contracts, AuditTrail trail) {
    this.contracts = contracts;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Capabilities;
  }

  @Override
  public Recorded answer(Call call) {
    CapabilityStatement statement = contracts.statement(call.caller().role());
    return trail.apart(call, Reply.of(at(statement, call.base()), List.of()));
  }

  /** For a caller without a token. */
  public Reply publicStatement(String base) {
    return Reply.of(at(contracts.publicStatement(), base), List.of());
  }

  private static CapabilityStatement at(CapabilityStatement statement, String base) {
    statement.getImplementation().setUrl(base);
    return statement;
  }
}
