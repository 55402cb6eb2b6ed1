/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Organisations, services, places and technical addresses: public to every party, under ids that
 * all share, and the only resources whose ids are not translated. Services keep their own; the
 * operator brings in everybody's. Both obey the same rules.
 */
package eu.amelie.server.directory;
