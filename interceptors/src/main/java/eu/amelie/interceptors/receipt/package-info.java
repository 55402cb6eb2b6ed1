/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a receipt of a Consent tells the person who gave it, and what it leaves out where paper is
 * not safe for her. Words and layout are made elsewhere.
 */
package eu.amelie.interceptors.receipt;
