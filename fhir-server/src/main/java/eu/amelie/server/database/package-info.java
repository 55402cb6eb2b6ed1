/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The database: an embedded PostgreSQL for the sandbox or any external one, its schema by versioned
 * migrations, and the stamp that keeps sandbox and production apart.
 */
package eu.amelie.server.database;
