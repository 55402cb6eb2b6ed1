/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The identity vault on PostgreSQL: sealed elements and wrapped keys, behind a role of their own or
 * in a database of their own. Nothing is in clear there, and only this package finds the way.
 */
package eu.amelie.server.vault;
