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
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;

/**
 * One call of an operation, under {@code operations/<id>}: {@code request.json}, which a call
 * without parameters does not have, and {@code response.json}.
 */
record OperationExample(String id) {
  private static final String ROOT = "/operations/";

  static List<OperationExample> all() {
    try (Stream<Path> folders =
        Files.list(Path.of(OperationExample.class.getResource(ROOT).toURI()))) {
      return folders
          .map(folder -> new OperationExample(folder.getFileName().toString()))
          .sorted((one, other) -> one.id.compareTo(other.id))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  OperationDefinition definition() {
    return Fixtures.CATALOG.resources().stream()
        .filter(OperationDefinition.class::isInstance)
        .map(OperationDefinition.class::cast)
        .filter(operation -> operation.getIdPart().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("An example of no operation: " + id));
  }

  Optional<Parameters> request() {
    String path = ROOT + id + "/request.json";
    return OperationExample.class.getResource(path) == null
        ? Optional.empty()
        : Optional.of((Parameters) Fixtures.parse(path));
  }

  Resource response() {
    return Fixtures.parse(ROOT + id + "/response.json");
  }

  @Override
  public String toString() {
    return id;
  }
}
