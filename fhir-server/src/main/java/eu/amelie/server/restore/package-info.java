/* SPDX-License-Identifier: Apache-2.0 */
/** What a restored backup has to take back before it serves. */
package eu.amelie.server.restore;
