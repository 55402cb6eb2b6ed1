/* SPDX-License-Identifier: Apache-2.0 */
/** What an answer costs: it must not grow with what is hidden from the caller. */
package eu.amelie.server.cost;
