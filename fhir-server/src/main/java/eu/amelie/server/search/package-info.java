/* SPDX-License-Identifier: Apache-2.0 */
/** An admitted search, in the terms of the store. */
package eu.amelie.server.search;
