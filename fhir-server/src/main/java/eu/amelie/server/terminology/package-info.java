/* SPDX-License-Identifier: Apache-2.0 */
/** FHIR's terminology operations as calls; what they answer is worked out in module terminology. */
package eu.amelie.server.terminology;
