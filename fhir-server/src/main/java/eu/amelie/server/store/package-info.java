/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The clinical store: HAPI FHIR JPA on PostgreSQL, configured so that it holds records without
 * identity and answers nobody but the exchange's own pipeline. Nothing here decides who sees what.
 */
package eu.amelie.server.store;
