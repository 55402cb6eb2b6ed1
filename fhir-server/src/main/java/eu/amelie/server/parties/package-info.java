/* SPDX-License-Identifier: Apache-2.0 */
/** The organisations that have come to the exchange, with their roles and purposes. */
package eu.amelie.server.parties;
