/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.server.cases.CaseView;

/** What a subscriber is told of a change, decided when it leaves. */
sealed interface Telling {

  /** That there was a change of this Task, which it sees. */
  record Named(CaseView task) implements Telling {}

  /** That something it was once told is no longer available; not what. */
  record NoLongerAvailable() implements Telling {}

  /** Nothing; it never learns that there was something. */
  record Nothing() implements Telling {}
}
