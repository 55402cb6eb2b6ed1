/* SPDX-License-Identifier: Apache-2.0 */
/** Benchmarks of the policy core. They need no server and no database. */
package eu.amelie.bench;
