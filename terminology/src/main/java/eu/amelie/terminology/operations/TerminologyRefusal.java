/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.operations;

import java.util.List;

/**
 * The operation has no answer. Guaranteed: places and messages are ours and hold nothing of the
 * input.
 */
public final class TerminologyRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why there is none. */
  public enum Kind {
    /** The code system, value set, map, version or code is not among ours. */
    NOT_FOUND,
    /** The input does not fit the operation. */
    INVALID
  }

  /**
   * One thing that is wrong.
   *
   * @param expression where, such as {@code Parameters.parameter[1]}
   * @param message what to do about it
   */
  public record Issue(String expression, String message) {}

  private final Kind kind;
  private final transient List<Issue> issues;

  private TerminologyRefusal(Kind kind, List<Issue> issues) {
    super("The terminology operation has no answer.");
    this.kind = kind;
    this.issues = List.copyOf(issues);
  }

  static TerminologyRefusal notFound() {
    return new TerminologyRefusal(Kind.NOT_FOUND, List.of());
  }

  static TerminologyRefusal invalid(String expression, String message) {
    return invalid(List.of(new Issue(expression, message)));
  }

  static TerminologyRefusal invalid(List<Issue> issues) {
    return new TerminologyRefusal(Kind.INVALID, issues);
  }

  public Kind kind() {
    return kind;
  }

  /** All that is wrong, in the order of the input; empty where something is not there. */
  public List<Issue> issues() {
    return issues;
  }
}
