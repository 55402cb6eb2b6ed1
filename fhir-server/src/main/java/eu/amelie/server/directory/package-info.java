/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Organisations, services and places: public to every party, under ids that all share, and the only
 * resources whose ids are not translated.
 */
package eu.amelie.server.directory;
