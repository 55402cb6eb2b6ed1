/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The exchange's own questionnaires, built from tables in six languages, and the check of responses
 * against them and against what was brought in of others. Nothing is fetched.
 */
package eu.amelie.profiles.questionnaires;
