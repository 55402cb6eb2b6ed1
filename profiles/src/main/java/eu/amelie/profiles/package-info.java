/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The exchange's profiles: the generated conformance package, which profile the server holds a
 * resource against, and the validation itself. Findings are in words of our own and never hold a
 * value of the input. Nothing is fetched.
 */
package eu.amelie.profiles;
