/* SPDX-License-Identifier: Apache-2.0 */
/**
 * FHIR's terminology operations over the exchange's own code systems, value sets and concept maps:
 * {@code $expand}, {@code $lookup}, {@code $validate-code}, {@code $translate}, {@code $subsumes}.
 * Answered from memory; nothing is fetched, and systems of others are not known here.
 */
package eu.amelie.terminology.operations;
