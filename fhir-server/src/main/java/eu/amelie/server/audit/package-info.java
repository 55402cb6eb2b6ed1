/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The audit trail: append-only, pseudonymous, one record for each call, refusals included. Work
 * that shows or changes anything is done through it, so that there is no answer without a record.
 */
package eu.amelie.server.audit;
