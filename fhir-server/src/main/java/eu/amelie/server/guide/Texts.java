/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts that are written by hand, beside the templates. */
final class Texts {
  private Texts() {}

  static List<String> lines(String resource) {
    try (InputStream in = open(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String resource) {
    try (InputStream in = open(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = Texts.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException("Not there: " + resource);
    }
    return in;
  }
}
