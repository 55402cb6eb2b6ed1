/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Everything that shows cases: read, versions, history, search, pages, {@code $everything}. Each
 * row passes {@link eu.amelie.server.cases.CaseSight}; there is no other way to a row here.
 */
package eu.amelie.server.reading;
