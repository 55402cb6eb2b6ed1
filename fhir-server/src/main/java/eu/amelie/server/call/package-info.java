/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A call behind the gate and the answer to it, without HTTP: what handlers are given, what they give
 * back, and how the one for a call is found.
 */
package eu.amelie.server.call;
