/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import eu.amelie.interceptors.consent.SensitivityLabels;
import eu.amelie.interceptors.referral.TaskEffect;
import java.util.List;
import java.util.Map;

/** Pages that are written by hand. */
final class TextPages {
  private TextPages() {}

  static List<Page> all() {
    return List.of(
        new Page(Section.HOME.file(), "Supportive Care Exchange", Section.HOME, "home", Map.of()),
        new Page(
            Section.WORKFLOWS.file(),
            "Workflows",
            Section.WORKFLOWS,
            "workflows",
            Map.of(
                "diagrams",
                SequenceDiagram.read(Texts.lines("workflows.txt")),
                "steps",
                StepRow.all(),
                "effects",
                TaskEffect.values())),
        new Page(
            Section.CONSENT.file(),
            "Consent",
            Section.CONSENT,
            "consent",
            Map.of("grounds", SensitivityLabels.grounds())),
        new Page(Section.CHANGES.file(), "Changes", Section.CHANGES, "changes", Map.of()));
  }
}
