/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What time does to a case in which nothing is going on any more: its erasure is announced to its
 * custodian, and in the end it is erased. By the clock that decides.
 */
package eu.amelie.server.retention;
