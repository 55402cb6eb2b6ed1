/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A HAPI JPA server as others have it, into which the conformance package is installed. It stands
 * in a module of its own classes so that nothing of the exchange's server is on the class path.
 */
package eu.amelie.bench.plain;
