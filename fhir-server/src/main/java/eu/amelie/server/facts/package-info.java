/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a decision needs to know about a case: who submitted an item, about whom, which Consents and
 * Tasks there are. Written in the transaction that writes the item, read by plain SQL, never from a
 * cache: a withdrawal is true for the next statement on any node.
 */
package eu.amelie.server.facts;
