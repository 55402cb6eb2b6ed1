/* SPDX-License-Identifier: Apache-2.0 */
/** Operations that answer from their own input and look nothing up. */
package eu.amelie.server.explain;
