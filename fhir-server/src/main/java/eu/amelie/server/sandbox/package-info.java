/* SPDX-License-Identifier: Apache-2.0 */
/** What only a sandbox has: emptying its cases, setting its clock. */
package eu.amelie.server.sandbox;
