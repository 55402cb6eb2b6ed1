/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The command {@code sealed-file}: prints codes before they are needed, and opens a file without
 * the exchange.
 */
package eu.amelie.server.rights.command;
