/* SPDX-License-Identifier: Apache-2.0 */
/**
 * HTTP: one servlet reads a request strictly, puts it before the gate and sends what the audit
 * trail has recorded. What a call means is not decided here.
 */
package eu.amelie.server.web;
