/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Non-interference, measured: random requests are put to the server in two worlds that differ only
 * in what is hidden from the caller, and every answer has to be the same in both.
 */
package eu.amelie.server.adversary;
