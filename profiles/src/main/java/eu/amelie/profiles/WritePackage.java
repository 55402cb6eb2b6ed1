/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.terminology.TerminologyCatalog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Run by the build after compilation: puts the FHIR package beside the classes, so that the jar
 * carries it. Does nothing where the package is newer than all that it is made of.
 */
public final class WritePackage {
  private WritePackage() {}

  /**
   * @param args the directory to put it into
   */
  public static void main(String[] args) throws IOException, URISyntaxException {
    Path target =
        Path.of(args[0])
            .resolve("%s-%s.tgz".formatted(ConformancePackage.ID, ConformancePackage.VERSION));
    if (isCurrent(target)) {
      return;
    }
    FhirContext context = FhirContext.forR4Cached();
    PackageArchive archive = PackageArchive.of(context, ProfileCatalog.load(context));
    Files.createDirectories(target.getParent());
    try (OutputStream out = Files.newOutputStream(target)) {
      archive.writeTo(out);
    }
  }

  private static boolean isCurrent(Path target) throws IOException, URISyntaxException {
    if (!Files.exists(target)) {
      return false;
    }
    FileTime made = Files.getLastModifiedTime(target);
    return newest(ConformancePackage.class, target).compareTo(made) <= 0
        && newest(TerminologyCatalog.class, target).compareTo(made) <= 0;
  }

  /** Of the jar or the directory that a class was loaded from. */
  private static FileTime newest(Class<?> type, Path except)
      throws IOException, URISyntaxException {
    Path home = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toAbsolutePath().equals(except.toAbsolutePath()))
          .map(WritePackage::modified)
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
