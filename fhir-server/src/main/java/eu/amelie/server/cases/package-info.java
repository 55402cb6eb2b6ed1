/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The way of a call between the gate and the store: ids through the door, decisions on every row,
 * split before storing, join of what is released. All writes go one way, whether they came alone or
 * in a Bundle.
 */
package eu.amelie.server.cases;
