/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.nodes;

/**
 * One call of a recorded history.
 *
 * @param person which case it is about
 * @param begin and {@code end} by one monotonic clock, in nanoseconds: before the first byte left
 *     and after the last had come
 * @param shows whether the answer holds anything of the person that consent releases
 */
record Operation(Kind kind, int person, long begin, long end, int status, boolean shows) {

  /** What it does to what may be seen. */
  enum Kind {
    READ,
    ACCEPT,
    WITHDRAW
  }

  boolean succeeded() {
    return status == 200;
  }
}
