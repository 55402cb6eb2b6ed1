/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The sandbox's own authorization server and its demo clients. None of this exists without the
 * {@code sandbox} profile.
 */
package eu.amelie.server.security.sandbox;
