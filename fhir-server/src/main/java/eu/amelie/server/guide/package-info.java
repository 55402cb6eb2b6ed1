/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The guide for implementers: static pages that the build writes from the conformance package, the
 * contracts and a few texts, and that the server hands out as they are. They fetch nothing from
 * elsewhere, hold no script and can be read without a server.
 */
package eu.amelie.server.guide;
