/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Pseudonymisation as pure functions: what the clinical record may hold, what goes to the vault,
 * and which ids each organisation sees. Nothing here knows a server, a database or a request.
 */
package eu.amelie.interceptors.pseudonym;
