/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Who calls: bearer tokens of the configured issuer become a {@code Caller}. Nothing here knows
 * what a caller may see.
 */
package eu.amelie.server.security;
