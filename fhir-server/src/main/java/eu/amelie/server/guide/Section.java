/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

/** The parts of the guide, in the order of its navigation. */
enum Section {
  HOME("Home", "index.html"),
  WORKFLOWS("Workflows", "workflows.html"),
  CONSENT("Consent", "consent.html"),
  ACCESS("Access", "access.html"),
  PROFILES("Profiles", "profiles.html"),
  TERMINOLOGY("Terminology", "terminology.html"),
  QUESTIONNAIRES("Questionnaires", "questionnaires.html"),
  OPERATIONS("Operations", "operations.html"),
  ERRORS("Errors", "errors.html"),
  EXAMPLES("Examples", "examples.html"),
  CHANGES("Changes", "changes.html");

  private final String title;
  private final String file;

  Section(String title, String file) {
    this.title = title;
    this.file = file;
  }

  public String title() {
    return title;
  }

  public String file() {
    return file;
  }
}
