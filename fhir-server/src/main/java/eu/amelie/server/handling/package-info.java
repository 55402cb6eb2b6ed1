/* SPDX-License-Identifier: Apache-2.0 */
/** Who answers a call, and what becomes of one that fails. */
package eu.amelie.server.handling;
