/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.RoleContracts;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.terminology.TerminologyCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Run by the build after compilation: puts the guide beside the classes, among what the server
 * hands out as it is. Does nothing where the guide is newer than all that it is made of.
 */
public final class WriteGuide {
  private WriteGuide() {}

  /**
   * @param args the directory to put it into
   */
  public static void main(String[] args) throws IOException, URISyntaxException {
    Path target = Path.of(args[0]).toAbsolutePath();
    if (isCurrent(target)) {
      return;
    }
    FhirContext context = FhirContext.forR4Cached();
    Guide guide =
        Guide.of(
            context,
            ProfileCatalog.load(context),
            RoleContracts.standard(),
            ExamplePages.shipped(),
            OperationCall.shipped());
    empty(target);
    for (Map.Entry<String, byte[]> file : guide.files().entrySet()) {
      Path place = target.resolve(file.getKey());
      Files.createDirectories(place.getParent());
      Files.write(place, file.getValue());
    }
  }

  /** What is no longer part of the guide does not stay. */
  private static void empty(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    try (Stream<Path> files = Files.walk(target)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isCurrent(Path target) throws IOException, URISyntaxException {
    Path start = target.resolve("index.html");
    if (!Files.exists(start)) {
      return false;
    }
    FileTime made = Files.getLastModifiedTime(start);
    for (Class<?> type :
        new Class<?>[] {
          WriteGuide.class, ProfileCatalog.class, TerminologyCatalog.class, RoleContracts.class
        }) {
      if (newest(type, target).compareTo(made) > 0) {
        return false;
      }
    }
    return true;
  }

  /** Of the jar or the directory that a class was loaded from. */
  private static FileTime newest(Class<?> type, Path except)
      throws IOException, URISyntaxException {
    Path home = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .map(Path::toAbsolutePath)
          .filter(file -> Files.isRegularFile(file) && !file.startsWith(except))
          .map(WriteGuide::modified)
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
