/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The answer to one question about one item, with what an audit record needs of it. */
public sealed interface Decision {

  Reason reason();

  /** The provisions it rests on: the Consent's id or index, and the provision's path. */
  List<String> basis();

  /**
   * The item may be shown, of its identity only what is released.
   *
   * @param releasedLabels identity elements that may be shown, in the order of the labels; empty
   *     for none
   */
  record Permit(Reason reason, List<String> basis, Set<IdentityLabel> releasedLabels)
      implements Decision {
    public Permit {
      basis = List.copyOf(basis);
      EnumSet<IdentityLabel> inOrder = EnumSet.noneOf(IdentityLabel.class);
      inOrder.addAll(releasedLabels);
      releasedLabels = Collections.unmodifiableSet(inOrder);
    }
  }

  /** The item must look as if it did not exist. */
  record Deny(Reason reason, List<String> basis) implements Decision {
    public Deny {
      basis = List.copyOf(basis);
    }
  }

  /** Why, in the words that the audit record keeps. */
  enum Reason {
    PERMIT,
    /** A Consent says no; nothing overrides it. */
    EXPLICIT_DENY,
    /** No Consent says yes. */
    DEFAULT_DENY,
    /** Consent aside, the requester has no work to do with it. */
    NO_NEED,
    /** The question could not be answered. */
    ERROR;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
