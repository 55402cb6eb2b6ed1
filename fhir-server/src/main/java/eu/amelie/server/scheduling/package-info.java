/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Work that is due without a call: kept in the database, done by one node at a time, taken up again
 * after a crash. What is done stands with the feature it belongs to.
 */
package eu.amelie.server.scheduling;
