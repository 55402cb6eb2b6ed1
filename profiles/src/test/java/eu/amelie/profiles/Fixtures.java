/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Resource;

/**
 * Files of the class path, read as strictly as the server reads, and one validator for all tests.
 */
final class Fixtures {
  static final FhirContext CONTEXT = FhirContext.forR4Cached();
  static final ProfileCatalog CATALOG = ProfileCatalog.load(CONTEXT);
  static final ProfileValidator VALIDATOR = ProfileValidator.create(CONTEXT, CATALOG);

  private Fixtures() {}

  static Resource parse(String path) {
    return parseText(text(path));
  }

  static Resource parseText(String json) {
    return (Resource) parser().parseResource(json);
  }

  static IParser parser() {
    return CONTEXT.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
  }

  static String text(String path) {
    try (InputStream in = Fixtures.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("Not on the class path: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
