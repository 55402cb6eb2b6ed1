/* SPDX-License-Identifier: Apache-2.0 */
/** The audit trail as auditors read it: AuditEvents in ids of their own. */
package eu.amelie.server.auditor;
