/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code java -jar … keys}: the keys from the command line, with the server's own settings and
 * without starting it. No command prints a key or takes a password as an argument.
 */
package eu.amelie.server.keys.command;
