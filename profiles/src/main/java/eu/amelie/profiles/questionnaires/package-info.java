/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The exchange's own questionnaires, built from tables in six languages, and the check of responses
 * against them. Nothing is fetched; questionnaires of others are not known here.
 */
package eu.amelie.profiles.questionnaires;
