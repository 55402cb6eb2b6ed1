/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How a request body becomes a resource: bounded in bytes, depth, values and time, and refused
 * unless every part of it is known to FHIR R4. What comes out holds all that came in.
 */
package eu.amelie.interceptors.limits;
