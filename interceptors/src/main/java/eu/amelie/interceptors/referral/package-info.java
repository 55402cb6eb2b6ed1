/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The rules of a referral's life that need no store: which service can meet a need, which step a
 * Task may take, by whom, and what the step must bring along.
 */
package eu.amelie.interceptors.referral;
