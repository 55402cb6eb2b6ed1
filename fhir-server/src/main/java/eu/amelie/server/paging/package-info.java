/* SPDX-License-Identifier: Apache-2.0 */
/** Links between the pages of a list: opaque, bound to the caller, and never proof of anything. */
package eu.amelie.server.paging;
