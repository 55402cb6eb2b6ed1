/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How an answer is put to who asks: in which format, and what a refusal says in which language.
 * Nothing here decides what an answer holds.
 */
package eu.amelie.server.answer;
