/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Screening instruments that an operator has brought in: files in a directory of their own, put
 * there by {@code java -jar … instruments import}. The server counts by them, holds responses
 * against them, and hands none out.
 */
package eu.amelie.server.instruments;
