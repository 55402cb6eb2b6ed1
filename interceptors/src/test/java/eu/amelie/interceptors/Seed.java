/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors;

/**
 * What properties draw their cases from: the same ones in every run, so that a build says the same
 * of the same program wherever and whenever it is made. Whoever looks for more cases changes it.
 */
public final class Seed {
  public static final String SEED = "20261126";

  private Seed() {}
}
