/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Counts of referred persons: {@code Measure/[id]/$evaluate-measure}. Who may be counted is a
 * matter of Consent, what may be published of the counts one of {@code interceptors.statistics};
 * here a closed quarter is counted once, what was published of it is kept, and shown the same ever
 * after.
 */
package eu.amelie.server.statistics;
