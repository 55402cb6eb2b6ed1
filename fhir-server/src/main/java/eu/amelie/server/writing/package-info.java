/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The one way in for everything that is stored: single writes, transactions and batch entries obey
 * the same rules because they pass the same {@link eu.amelie.server.writing.WritePipeline}.
 */
package eu.amelie.server.writing;
