/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What was taken back for good, on record in the database and in a journal outside it, so that a
 * restored backup cannot bring it back.
 */
package eu.amelie.server.recall;
