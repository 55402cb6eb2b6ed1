/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code Patient/[id]/$break-glass}: access beyond consent in an emergency, short, on record, and
 * looked into by an auditor.
 */
package eu.amelie.server.emergency;
