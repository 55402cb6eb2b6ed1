/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The consent decision: one pure function over compiled Consents, and need-to-know around it. It
 * knows no server, no store and no clock of its own. What it cannot understand never permits and
 * never weakens a deny.
 */
package eu.amelie.interceptors.consent;
