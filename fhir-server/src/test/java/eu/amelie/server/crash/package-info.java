/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A server that is killed again and again while referrals go through it, and the checker that goes
 * over what was promised and what was found afterwards.
 */
package eu.amelie.server.crash;
