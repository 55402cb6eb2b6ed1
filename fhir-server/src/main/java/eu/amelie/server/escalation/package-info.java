/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What time does to a referral that nobody answers: it is brought to somebody's notice, and in the
 * end it closes. By the clock that decides.
 */
package eu.amelie.server.escalation;
