/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a record is worth before anybody reads it: one rule for forms, assessments and counts. Pure.
 */
package eu.amelie.terminology.records;
