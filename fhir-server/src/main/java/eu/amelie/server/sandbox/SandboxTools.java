/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.audit.AuditEntry;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.call.Reply;
import eu.amelie.server.security.CallerAuthentication;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The integrator's tools. A database that is not a sandbox's cannot be reached with them. */
@RestController
@Profile("sandbox")
@RequestMapping("/sandbox")
class SandboxTools {
  private final SandboxData data;
  private final AuditTrail trail;

  SandboxTools(SandboxData data, AuditTrail trail) {
    this.data = data;
    this.trail = trail;
  }

  @PostMapping("/reset")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void reset(CallerAuthentication authentication) {
    Caller caller = entitled(authentication);
    data.reset();
    record(caller, "sandbox reset");
  }

  @PostMapping("/clock")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void setClock(CallerAuthentication authentication, @RequestBody(required = false) JsonNode body) {
    Caller caller = entitled(authentication);
    data.setClock(instant(body));
    record(caller, "sandbox clock set");
  }

  @DeleteMapping("/clock")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void freeClock(CallerAuthentication authentication) {
    Caller caller = entitled(authentication);
    data.freeClock();
    record(caller, "sandbox clock freed");
  }

  private static Caller entitled(CallerAuthentication authentication) {
    Caller caller = authentication.getPrincipal();
    if (!caller.sandboxTools()) {
      throw ExchangeException.of(ErrorCode.NOT_IN_CONTRACT);
    }
    return caller;
  }

  private static Instant instant(JsonNode body) {
    try {
      return OffsetDateTime.parse(body == null ? "" : body.path("instant").asText()).toInstant();
    } catch (DateTimeException e) {
      throw ExchangeException.at(
          ErrorCode.MALFORMED, null, "The body is {\"instant\": …} with a FHIR instant.");
    }
  }

  private void record(Caller caller, String what) {
    trail.record(
        new AuditEntry(
            UUID.randomUUID().toString(),
            Optional.of(caller),
            "write",
            what,
            HttpStatus.NO_CONTENT.value(),
            "permit",
            List.of()),
        new Reply(HttpStatus.NO_CONTENT.value(), Optional.empty(), Map.of(), List.of()));
  }
}
