/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.release.command;

import eu.amelie.server.command.Beans;
import eu.amelie.server.command.ServerSettings;
import eu.amelie.server.database.DatabaseAccess;
import eu.amelie.server.release.ReleaseRebuild;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares every release tag with the decision. */
@Command(
    name = "rebuild",
    description = {
      "Works out all release tags anew while the exchange is at work, and tells how many were"
          + " wrong.",
      "Tells numbers only. The database is the server's own setting; it is not migrated."
    },
    mixinStandardHelpOptions = true)
final class RebuildTags implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ServerSettings settings;

  @Option(
      names = "--check",
      description = "Leaves everything as it is; exit code 1 where a tag is wrong.")
  private boolean check;

  @Override
  public Integer call() {
    try (DatabaseAccess database =
            DatabaseAccess.open(settings.environment(), settings.dataDirectory());
        Beans beans = Beans.of(settings.environment(), database.settings())) {
      ReleaseRebuild rebuild = beans.get(ReleaseRebuild.class);
      ReleaseRebuild.Report report = check ? rebuild.check() : rebuild.rebuild();
      spec.commandLine().getOut().println(report);
      return check && !report.isClean() ? ExitCode.SOFTWARE : ExitCode.OK;
    }
  }
}
