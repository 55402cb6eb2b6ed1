/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import java.util.List;

/** Leaves out what only follows from another finding, so that one mistake is told once. */
final class Consequences {
  private Consequences() {}

  static List<Finding> without(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> findings.stream().noneMatch(cause -> follows(finding, cause)))
        .toList();
  }

  private static boolean follows(Finding finding, Finding cause) {
    if (finding.equals(cause)) {
      return false;
    }
    return switch (cause.code()) {
      case "wrong-type" -> isWithin(finding, cause);
      case "required" -> isLessExact(finding, cause);
      case "code" ->
          finding.code().equals("consent-code") && finding.expression().equals(cause.expression());
      default ->
          (finding.code().equals("reference") || finding.code().equals("ref-1"))
              && cause.expression().equals(finding.expression() + ".reference");
    };
  }

  private static boolean isWithin(Finding finding, Finding cause) {
    return !finding.code().equals("wrong-type")
        && (finding.expression() + ".").startsWith(cause.expression() + ".");
  }

  /** A missing slice is reported twice: by the name of its element and by its own. */
  private static boolean isLessExact(Finding finding, Finding cause) {
    String element = finding.expression().substring(finding.expression().lastIndexOf('.') + 1);
    return finding.code().equals("required")
        && finding.expression().equals(cause.expression())
        && finding.message().endsWith(": " + element + ".");
  }
}
