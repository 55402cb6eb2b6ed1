/* SPDX-License-Identifier: Apache-2.0 */
/** What the server says of itself: a CapabilityStatement per role, profiles and terminology. */
package eu.amelie.server.conformance;
