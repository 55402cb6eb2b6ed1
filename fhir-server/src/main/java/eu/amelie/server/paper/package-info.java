/* SPDX-License-Identifier: Apache-2.0 */
/** Pages for people, on a screen or on paper: their words, how they look, and their PDF. */
package eu.amelie.server.paper;
