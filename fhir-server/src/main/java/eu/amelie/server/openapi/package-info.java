/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The contracts as OpenAPI 3, and a page to try them out: in the sandbox only. What is written here
 * is read from the CapabilityStatements that the gate enforces, and adds nothing to them but the
 * sandbox's own tools, which are no part of the exchange.
 */
package eu.amelie.server.openapi;
