/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

/** Where a walk stands, as in {@code Bundle.entry[3].resource.status}. Known names only. */
final class Place {
  private final StringBuilder path = new StringBuilder(64);

  /** Returns what {@link #leave} needs to come back. */
  int enter(String name) {
    int before = path.length();
    if (before > 0) {
      path.append('.');
    }
    path.append(name);
    return before;
  }

  int item(int index) {
    int before = path.length();
    path.append('[').append(index).append(']');
    return before;
  }

  /** For {@link #leave} where nothing is entered. */
  int mark() {
    return path.length();
  }

  void leave(int before) {
    path.setLength(before);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
