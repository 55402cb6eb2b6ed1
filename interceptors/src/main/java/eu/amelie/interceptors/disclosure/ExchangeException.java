/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.disclosure;

import java.util.List;

/**
 * A refusal on its way out.
 *
 * <p>Guaranteed: two {@code not-found} refusals are equal in every word, whatever they were raised
 * with; an expression is a bare path, without quoted text, comments or ids. Not guaranteed: that a
 * message given by the thrower is neutral; whoever throws it never puts a value of the input, an id
 * or another program's words into it.
 */
public abstract sealed class ExchangeException extends RuntimeException
    permits RefusedException, RetryLaterException {
  private static final long serialVersionUID = 1L;

  /**
   * One thing that is wrong.
   *
   * @param expression where, as a FHIRPath-like place of element names and indexes, or null; what
   *     is no such place is cut off, since paths of validators quote the input
   * @param message what to do about it, in words of ours
   */
  public record Issue(String expression, String message) {
    public Issue {
      expression = Expressions.place(expression);
    }
  }

  private final ErrorCode code;
  private final transient List<Issue> issues;

  ExchangeException(ErrorCode code, List<Issue> issues, Throwable cause) {
    super(code.code(), cause);
    this.code = code;
    this.issues =
        issues.isEmpty() || code == ErrorCode.NOT_FOUND
            ? List.of(new Issue(null, code.message()))
            : List.copyOf(issues);
  }

  public static ExchangeException of(ErrorCode code) {
    return create(code, List.of(), null);
  }

  /** The cause is for logs of the server; none of its words leave. */
  public static ExchangeException of(ErrorCode code, Throwable cause) {
    return create(code, List.of(), cause);
  }

  public static ExchangeException at(ErrorCode code, String expression, String message) {
    return create(code, List.of(new Issue(expression, message)), null);
  }

  public static ExchangeException of(ErrorCode code, List<Issue> issues) {
    return create(code, issues, null);
  }

  public static ExchangeException notFound() {
    return of(ErrorCode.NOT_FOUND);
  }

  private static ExchangeException create(ErrorCode code, List<Issue> issues, Throwable cause) {
    return switch (code) {
      case THROTTLED, UNAVAILABLE ->
          new RetryLaterException(code, issues, cause, RetryLaterException.SOON);
      default -> new RefusedException(code, issues, cause);
    };
  }

  public ErrorCode code() {
    return code;
  }

  /** Never empty. */
  public List<Issue> issues() {
    return issues;
  }
}
