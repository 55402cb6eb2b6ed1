/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The identity vault on PostgreSQL: sealed elements and wrapped keys, behind a role of their own.
 * Nothing is in clear in the database, and only this package takes that role on.
 */
package eu.amelie.server.vault;
