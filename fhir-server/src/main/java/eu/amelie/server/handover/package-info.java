/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code Task/[id]/$transfer-abroad}: one country's coordinator asks another's to take over. The
 * original goes on until the other has accepted.
 */
package eu.amelie.server.handover;
