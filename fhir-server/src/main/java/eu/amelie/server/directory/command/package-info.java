/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code java -jar … directory}: organisations and what they offer from the command line, with the
 * server's own settings and beside running servers.
 */
package eu.amelie.server.directory.command;
