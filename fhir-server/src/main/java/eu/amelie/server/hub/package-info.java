/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Hands cases over to another exchange: a client of both, by nothing but the contract
 * (docs/adr/0022-hub-to-hub.md). It keeps no state; each round looks at both sides anew and takes
 * the next step. Off without {@code amelie.hub.peers}.
 */
package eu.amelie.server.hub;
