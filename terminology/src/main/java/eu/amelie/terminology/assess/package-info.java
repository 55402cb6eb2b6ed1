/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code $assess}: the rule over signs and its form as an operation. It suggests a further
 * assessment or makes no suggestion; it never says what a person is. Pure: no store, no clock.
 */
package eu.amelie.terminology.assess;
