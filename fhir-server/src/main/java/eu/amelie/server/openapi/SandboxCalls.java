/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;

/**
 * The tools that a sandbox has beside the exchange. They stand in no contract and at no FHIR
 * address; a test holds them against what the tools themselves answer to.
 */
final class SandboxCalls {
  static final String RESET = "/sandbox/reset";
  static final String CLOCK = "/sandbox/clock";

  private static final String TAG = "Sandbox";
  private static final String WHOSE = "For: a client with the sandbox's tools, such as integrator.";

  private SandboxCalls() {}

  /**
   * @param root of the server, without a slash at the end
   */
  static void addTo(OpenAPI document, String root) {
    document.addTagsItem(
        new Tag().name(TAG).description("Tools that only a sandbox has, beside the FHIR base."));
    document.path(RESET, at(root).post(reset()));
    document.path(CLOCK, at(root).post(setClock()).delete(freeClock()));
  }

  private static PathItem at(String root) {
    return new PathItem().servers(List.of(new Server().url(root)));
  }

  private static Operation reset() {
    return tool("postSandboxReset", "Empty the cases")
        .description(
            WHOSE
                + " Directory, clients and audit trail stay; the clock is the database's again."
                + " Everybody's cases in this sandbox go.")
        .responses(done(401, 403, 503));
  }

  private static Operation setClock() {
    return tool("postSandboxClock", "Set the clock by which the sandbox decides")
        .description(
            WHOSE
                + " To look past the end of a Consent or a deadline. It stands until it is set"
                + " again or freed.")
        .requestBody(
            new RequestBody()
                .required(true)
                .content(
                    new Content()
                        .addMediaType("application/json", new MediaType().schema(instant()))))
        .responses(done(400, 401, 403, 503));
  }

  private static Operation freeClock() {
    return tool("deleteSandboxClock", "Let the clock be the database's again")
        .description(WHOSE)
        .responses(done(401, 403, 503));
  }

  private static Operation tool(String id, String summary) {
    return new Operation().operationId(id).summary(summary).addTagsItem(TAG);
  }

  private static Schema<?> instant() {
    return new ObjectSchema()
        .addProperty(
            "instant",
            new StringSchema()
                .format("date-time")
                .description("A FHIR instant.")
                .example("2027-01-01T00:00:00Z"))
        .addRequiredItem("instant");
  }

  private static ApiResponses done(int... refusals) {
    ApiResponses responses = new ApiResponses();
    responses.addApiResponse("204", new ApiResponse().description("Done"));
    for (int status : refusals) {
      responses.addApiResponse(Integer.toString(status), ApiAnswers.refusal(status));
    }
    return responses;
  }
}
