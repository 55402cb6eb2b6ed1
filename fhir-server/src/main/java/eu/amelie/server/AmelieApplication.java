/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server;

import eu.amelie.server.directory.command.DirectoryCommand;
import eu.amelie.server.instruments.InstrumentsCommand;
import eu.amelie.server.keys.command.KeysCommand;
import eu.amelie.server.release.command.ReleaseCommand;
import eu.amelie.server.rights.command.SealedFileCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Entry point of the exchange: the server, or the command that the first argument names. */
@SpringBootApplication
public class AmelieApplication {
  public static void main(String[] args) {
    if (KeysCommand.isMeantBy(args)) {
      System.exit(KeysCommand.run(args));
    }
    if (InstrumentsCommand.isMeantBy(args)) {
      System.exit(InstrumentsCommand.run(args));
    }
    if (ReleaseCommand.isMeantBy(args)) {
      System.exit(ReleaseCommand.run(args));
    }
    if (DirectoryCommand.isMeantBy(args)) {
      System.exit(DirectoryCommand.run(args));
    }
    if (SealedFileCommand.isMeantBy(args)) {
      System.exit(SealedFileCommand.run(args));
    }
    SpringApplication.run(AmelieApplication.class, args);
  }
}
