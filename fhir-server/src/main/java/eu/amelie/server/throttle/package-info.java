/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How often one client may call, and how much one node takes at once. Requests are counted and
 * never what became of them, so that nothing is to be learned from a budget.
 */
package eu.amelie.server.throttle;
