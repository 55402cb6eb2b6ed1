/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Screening instruments of others, brought in as Questionnaires with points, threshold and
 * population: what they have to say to be counted, and the counting. None ships with the exchange.
 */
package eu.amelie.profiles.instruments;
