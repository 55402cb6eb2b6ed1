/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The gate: who calls, with which role and scope, and what that role's contract lets through. What
 * the contract does not list is refused before anything is looked up.
 */
package eu.amelie.interceptors.access;
