/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@link AcknowledgingWriter} in a JVM of its own, so that it can be killed. */
final class WriterProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private WriterProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static WriterProcess on(Path directory) throws IOException {
    return start(List.of(), System.getProperty("java.class.path"), directory.toString());
  }

  /**
   * @param prefix a command that runs the rest of its line in its own place
   */
  static WriterProcess start(List<String> prefix, String classPath, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", classPath, AcknowledgingWriter.class.getName()));
    command.addAll(List.of(arguments));
    return new WriterProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /** How many rows the process found when it started. */
  int found() throws IOException {
    return number("found ", 0);
  }

  /** Waits until that many rows are acknowledged; answers the last one seen. */
  int acknowledged(int rows) throws IOException {
    return number("acknowledged ", rows);
  }

  private int number(String word, int least) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(word) && Integer.parseInt(line.substring(word.length())) >= least) {
        return Integer.parseInt(line.substring(word.length()));
      }
    }
    throw new IOException("The writer ended before it said: " + word + least);
  }

  boolean isRunning() {
    return process.isAlive();
  }

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
