/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import java.util.List;

/**
 * The input of the operation does not fit. Guaranteed: places and messages are ours and hold
 * nothing of the input.
 */
public final class AssessInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * One thing that is wrong.
   *
   * @param expression where, such as {@code Parameters.parameter[2].resource.code}
   * @param message what to do about it
   */
  public record Issue(String expression, String message) {}

  private final transient List<Issue> issues;

  AssessInputException(List<Issue> issues) {
    super("The input does not fit.");
    this.issues = List.copyOf(issues);
  }

  /** All that is wrong, in the order of the input; never empty. */
  public List<Issue> issues() {
    return issues;
  }
}
