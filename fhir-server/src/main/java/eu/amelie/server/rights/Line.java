/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

/** One thing that is noted, and what it is. */
record Line(String label, String value) {
  /** Shows nothing of what is noted. */
  @Override
  public String toString() {
    return "Line";
  }
}
