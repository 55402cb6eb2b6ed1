/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

/** How the copy in the other exchange stands. */
enum CopyState {
  NONE,
  /** Its Consent is not active any longer: whoever worked it there does not see it. */
  WITHDRAWN,
  /** It was carried before what is shown at home became what it is now. */
  OUTDATED,
  CURRENT
}
