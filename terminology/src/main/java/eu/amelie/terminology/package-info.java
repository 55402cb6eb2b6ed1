/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The field's vocabulary as data: the indicator catalogue and, built from it, FHIR terminology.
 * Pure lookup; nothing is fetched.
 */
package eu.amelie.terminology;
