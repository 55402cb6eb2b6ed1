/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Splits a resource into a record without identity and labelled identity elements, and joins them
 * again. The allow-lists are data files beside this package, compiled once at start; what they do
 * not name goes off.
 */
package eu.amelie.interceptors.pseudonym.record;
