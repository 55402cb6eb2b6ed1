/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What may be notified, to where and in which words: the subscriptions that are accepted, the
 * addresses that are called, the Bundles that are sent. It sends nothing and decides about nobody's
 * case.
 */
package eu.amelie.interceptors.notification;
