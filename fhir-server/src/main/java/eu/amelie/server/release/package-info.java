/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Release tags: for whom, with which purposes, each item is released now, kept where the store's
 * search finds it. They narrow; they never decide.
 */
package eu.amelie.server.release;
