/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.audit;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does the work of a call and puts it on record in one transaction.
 *
 * <p>Guaranteed: no answer without a committed record, no record of a write that was rolled back; a
 * refusal is on record before it is told. Not guaranteed: that an answer on record has arrived.
 */
@Component
public class AuditTrail {
  private static final String PERMIT = "permit";

  private final JdbcClient jdbc;
  private final TransactionTemplate inside;
  private final TransactionTemplate alone;

  AuditTrail(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.inside = new TransactionTemplate(transactions);
    this.alone = new TransactionTemplate(transactions);
    this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** All that the work looks at is of one moment, which is not before its beginning. */
  public Recorded reading(Call call, Supplier<Reply> work) {
    return recorded(
        inside,
        "read",
        call,
        () -> {
          jdbc.sql("set transaction isolation level repeatable read").update();
          return work.get();
        });
  }

  /** Work that takes locks first and must then see what the one before it has done. */
  public Recorded writing(Call call, Supplier<Reply> work) {
    return recorded(inside, "write", call, work);
  }

  /** For an answer that rests on nothing stored. */
  public Recorded apart(Call call, Reply reply) {
    return recorded(alone, "none", call, () -> reply);
  }

  /** For what ends before it is a call, or is refused. */
  public Recorded record(AuditEntry entry, Reply reply) {
    alone.executeWithoutResult(status -> insert(entry));
    return new Recorded(reply);
  }

  /**
   * What the exchange does by itself, in the transaction that does it.
   *
   * @throws IllegalStateException outside a transaction
   */
  public void within(AuditEntry entry) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A deed is put on record in its own transaction.");
    }
    insert(entry);
  }

  private Recorded recorded(
      TransactionTemplate transaction, String kind, Call call, Supplier<Reply> work) {
    Reply done =
        transaction.execute(
            status -> {
              Reply reply = work.get();
              insert(entry(kind, call, reply));
              return reply;
            });
    return new Recorded(done);
  }

  private static AuditEntry entry(String kind, Call call, Reply reply) {
    return new AuditEntry(
        call.requestId(),
        Optional.of(call.caller()),
        kind,
        AuditEntry.nameOf(call.interaction()),
        reply.status(),
        PERMIT,
        reply.seen());
  }

  private void insert(AuditEntry entry) {
    Optional<Caller> caller = entry.caller();
    jdbc.sql(
            """
            insert into exchange.audit_event
              (request_id, organisation, client, role, purposes, method, interaction, status,
               outcome, items)
            values
              (:request, :organisation, :client, :role, :purposes, :method, :interaction, :status,
               :outcome, :items)
            """)
        .param("request", entry.requestId())
        .param("organisation", caller.map(Caller::organisation).orElse(null))
        .param("client", caller.map(Caller::clientId).orElse(null))
        .param("role", caller.map(c -> c.role().claim()).orElse(null))
        .param("purposes", entry.purposes())
        .param("method", entry.method())
        .param("interaction", entry.interaction())
        .param("status", entry.status())
        .param("outcome", entry.outcome())
        .param("items", items(entry.seen()))
        .update();
  }

  private static String items(List<String> seen) {
    return seen.isEmpty() ? null : String.join("\n", seen);
  }
}
