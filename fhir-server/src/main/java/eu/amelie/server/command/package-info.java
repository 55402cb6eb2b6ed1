/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the commands of the jar have in common: the settings that the server would start with, its
 * parts without the server, and how they end.
 */
package eu.amelie.server.command;
