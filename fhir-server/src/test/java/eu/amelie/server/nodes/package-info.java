/* SPDX-License-Identifier: Apache-2.0 */
/** Two servers over one database: what the one has done, the other knows at once. */
package eu.amelie.server.nodes;
