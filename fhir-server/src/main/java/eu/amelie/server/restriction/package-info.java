/* SPDX-License-Identifier: Apache-2.0 */
/** {@code Patient/[id]/$restrict}: data is kept and not used (GDPR art. 18). */
package eu.amelie.server.restriction;
