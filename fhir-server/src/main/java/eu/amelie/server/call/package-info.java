/* SPDX-License-Identifier: Apache-2.0 */
/** A call behind the gate and the answer to it, without HTTP: what handlers are given and give. */
package eu.amelie.server.call;
