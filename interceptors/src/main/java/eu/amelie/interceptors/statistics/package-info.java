/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What may be published of counts of persons, so that nobody can be found in them: categories, what
 * of them is suppressed, and an auditor that tries to work the suppressed ones out. It counts what
 * it is handed; whom it may count is decided elsewhere.
 */
package eu.amelie.interceptors.statistics;
