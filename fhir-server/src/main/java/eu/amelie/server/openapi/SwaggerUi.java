/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.openapi;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * {@code /fhir/swagger-ui/}: a page on which the contracts can be read and tried. Everything it
 * needs comes from here; the browser is told to fetch nothing from elsewhere.
 */
class SwaggerUi extends HttpServlet {
  static final String PATH = "/fhir/swagger-ui";

  private static final long serialVersionUID = 1L;
  private static final String VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final transient Map<String, Asset> assets;

  /**
   * A file of the page.
   *
   * @param place on the class path
   */
  private record Asset(String place, String mediaType) {}

  SwaggerUi() {
    String library = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
    this.assets =
        Map.of(
            "/", new Asset("index.html", "text/html;charset=UTF-8"),
            "/index.html", new Asset("index.html", "text/html;charset=UTF-8"),
            "/page.css", new Asset("page.css", "text/css;charset=UTF-8"),
            "/page.js", new Asset("page.js", "text/javascript;charset=UTF-8"),
            "/swagger-ui.css", new Asset(library + "swagger-ui.css", "text/css;charset=UTF-8"),
            "/swagger-ui-bundle.js",
                new Asset(library + "swagger-ui-bundle.js", "text/javascript;charset=UTF-8"));
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream file = SwaggerUi.class.getResourceAsStream(VERSION)) {
      properties.load(file);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getPathInfo() == null) {
      // Relative, so that it is right behind a proxy too.
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Location", "swagger-ui/");
      return;
    }
    Asset asset = assets.get(request.getPathInfo());
    if (asset == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType(asset.mediaType());
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cache-Control", "no-store");
    try (InputStream file = SwaggerUi.class.getResourceAsStream(asset.place())) {
      file.transferTo(response.getOutputStream());
    }
  }
}
