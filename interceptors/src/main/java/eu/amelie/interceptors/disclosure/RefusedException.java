/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.disclosure;

import java.util.List;

/** The caller's to mend, or nobody's: the same request will be refused again. */
public final class RefusedException extends ExchangeException {
  private static final long serialVersionUID = 1L;

  RefusedException(ErrorCode code, List<Issue> issues, Throwable cause) {
    super(code, issues, cause);
  }
}
