/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What leaves the server when something is refused: one catalogue of errors in our own neutral
 * words, and the OperationOutcome built from it. Never a value of the input.
 */
package eu.amelie.interceptors.disclosure;
