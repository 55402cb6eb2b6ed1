/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One file under {@code examples/<profile>/pass} or {@code examples/<profile>/fail}, named as its
 * case. The name of one that fails begins with the only finding it gives: {@code
 * sc-con-2--no-end.json}.
 */
record Example(String profile, boolean passes, String name) {
  private static final String ROOT = "/examples/";

  static List<Example> all() {
    try (Stream<Path> files = Files.walk(Path.of(Example.class.getResource(ROOT).toURI()))) {
      return files.filter(Files::isRegularFile).sorted().map(Example::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Example> passing() {
    return all().stream().filter(Example::passes).toList();
  }

  static List<Example> failing() {
    return all().stream().filter(example -> !example.passes).toList();
  }

  private static Example of(Path file) {
    Path kind = file.getParent();
    return new Example(
        kind.getParent().getFileName().toString(),
        kind.getFileName().toString().equals("pass"),
        file.getFileName().toString().replace(".json", ""));
  }

  /** The finding that a failing example gives. */
  String code() {
    return name.substring(0, name.indexOf("--"));
  }

  String path() {
    return ROOT + profile + (passes ? "/pass/" : "/fail/") + name + ".json";
  }

  /** The canonical that the server has to choose; empty for what only the base speaks of. */
  Optional<String> canonical() {
    return profile.equals("base")
        ? Optional.empty()
        : Optional.of("https://fhir.example.org/supportive-care/StructureDefinition/" + profile);
  }

  @Override
  public String toString() {
    return profile + ": " + name;
  }
}
