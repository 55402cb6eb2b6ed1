/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.bench.plain;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.packages.IPackageInstallerSvc;
import ca.uhn.fhir.jpa.packages.PackageInstallOutcomeJson;
import ca.uhn.fhir.jpa.packages.PackageInstallationSpec;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.jpa.term.api.ITermDeferredStorageSvc;
import ca.uhn.fhir.jpa.term.api.ITermReadSvc;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A plain HAPI server on a free port of this machine, and a client of it. */
final class PlainHapiServer implements AutoCloseable {
  private final AnnotationConfigApplicationContext beans =
      new AnnotationConfigApplicationContext(PlainHapiConfiguration.class);
  private final FhirContext context = beans.getBean(FhirContext.class);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Tomcat tomcat;

  private PlainHapiServer(Tomcat tomcat) {
    this.tomcat = tomcat;
  }

  static PlainHapiServer start() throws IOException, LifecycleException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("plain-hapi").toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    PlainHapiServer server = new PlainHapiServer(tomcat);
    Context root = tomcat.addContext("", null);
    Tomcat.addServlet(root, "fhir", server.servlet()).setLoadOnStartup(1);
    root.addServletMappingDecoded("/fhir/*", "fhir");
    tomcat.getConnector();
    tomcat.start();
    return server;
  }

  private RestfulServer servlet() {
    RestfulServer servlet = new RestfulServer(context);
    servlet.registerProviders(beans.getBean(ResourceProviderFactory.class).createProviders());
    servlet.setPagingProvider(beans.getBean(DatabaseBackedPagingProvider.class));
    return servlet;
  }

  FhirContext context() {
    return context;
  }

  /**
   * As an administrator does it; when it is done, the codes are there too and the value sets are
   * expanded. HAPI would do both by itself, the latter ten minutes after the start, and forget all
   * definitions that it has read after each of the sets.
   */
  PackageInstallOutcomeJson install(PackageInstallationSpec wanted) {
    PackageInstallOutcomeJson outcome = beans.getBean(IPackageInstallerSvc.class).install(wanted);
    beans.getBean(ITermDeferredStorageSvc.class).saveAllDeferred();
    beans.getBean(ITermReadSvc.class).preExpandDeferredValueSetsToTerminologyTables();
    return outcome;
  }

  /** {@code [type]?[query]}; the values are percent-encoded already. */
  Bundle search(String query) throws IOException, InterruptedException {
    return read(Bundle.class, request(query).GET().build());
  }

  void create(Resource resource) throws IOException, InterruptedException {
    send(request(resource.fhirType()).POST(body(resource)).build(), 201);
  }

  /** {@code $validate} of what is sent along, against a profile that the server has to know. */
  OperationOutcome validate(Resource resource, String profile)
      throws IOException, InterruptedException {
    return read(
        OperationOutcome.class,
        request(resource.fhirType() + "/$validate?profile=" + encoded(profile))
            .POST(body(resource))
            .build());
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    int port = tomcat.getConnector().getLocalPort();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/fhir/%s".formatted(port, path)))
        .header("Content-Type", "application/fhir+json")
        .header("Accept", "application/fhir+json");
  }

  private HttpRequest.BodyPublisher body(Resource resource) {
    return BodyPublishers.ofString(context.newJsonParser().encodeResourceToString(resource));
  }

  private <T extends Resource> T read(Class<T> type, HttpRequest request)
      throws IOException, InterruptedException {
    return context.newJsonParser().parseResource(type, send(request, 200));
  }

  private String send(HttpRequest request, int expected) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != expected) {
      throw new IllegalStateException(
          "%s: %d %s".formatted(request.uri(), answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
    beans.close();
  }
}
