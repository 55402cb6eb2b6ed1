/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code java -jar … release}: release tags from the command line, with the server's own settings
 * and beside running servers.
 */
package eu.amelie.server.release.command;
