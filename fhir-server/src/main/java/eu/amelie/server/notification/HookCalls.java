/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.notification.Addresses;
import eu.amelie.interceptors.notification.Endpoints;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/**
 * Calls receivers.
 *
 * <p>Guaranteed: the address connected to is the one that was held against {@link Addresses}; no
 * redirect is followed, no cookie kept, no proxy of the environment used, nothing of the answer
 * read beyond its status; a call ends within the configured time, however slowly it is answered.
 */
@Component
class HookCalls {
  /** A JWS with detached payload (RFC 7515, appendix F). */
  static final String SIGNATURE = "X-JWS-Signature";

  private static final ContentType FHIR = ContentType.create("application/fhir+json");
  private static final int OK = 200;
  private static final int REDIRECTION = 300;
  private static final int CONNECTIONS = 50;
  private static final int CONNECTIONS_TO_ONE = 4;

  private final CloseableHttpClient client;
  private final long answerMillis;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "notification-deadlines");
            thread.setDaemon(true);
            return thread;
          });

  HookCalls(NotificationSettings settings, Endpoints endpoints) {
    this.answerMillis = settings.answer().toMillis();
    Timeout answer = Timeout.of(settings.answer());
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new Guarded(endpoints.loopback()))
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.of(settings.connect()))
                            .setSocketTimeout(answer)
                            .build())
                    .setMaxConnTotal(CONNECTIONS)
                    .setMaxConnPerRoute(CONNECTIONS_TO_ONE)
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(answer)
                    .setResponseTimeout(answer)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .setUserAgent("Supportive-Care-Exchange")
            .build();
  }

  /**
   * Whether the receiver has answered with success.
   *
   * @param gate is passed once there is a connection, so that nothing is waited for between its
   *     word and the bytes
   */
  boolean post(URI endpoint, byte[] body, String signature, Gate gate) {
    HttpPost request = new HttpPost(endpoint);
    request.setHeader(SIGNATURE, signature);
    request.setEntity(new Gated(body, gate));
    ScheduledFuture<?> deadline =
        deadlines.schedule(request::abort, answerMillis, TimeUnit.MILLISECONDS);
    try (ClassicHttpResponse response =
        client.executeOpen(HttpHost.create(endpoint), request, null)) {
      return response.getCode() >= OK && response.getCode() < REDIRECTION;
    } catch (IOException | RuntimeException e) {
      // Unreachable, too slow, or a name that leads where nothing may be called.
      return false;
    } finally {
      deadline.cancel(false);
    }
  }

  @PreDestroy
  void close() throws IOException {
    deadlines.shutdownNow();
    client.close();
  }

  /** A body of which not a byte is written before its gate lets it through. */
  private static final class Gated extends HttpEntityWrapper {
    private final Gate gate;

    Gated(byte[] body, Gate gate) {
      super(new ByteArrayEntity(body, FHIR));
      this.gate = gate;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      gate.pass(
          () -> {
            super.writeTo(out);
            out.flush();
          });
    }
  }

  /** Resolves a name to addresses that may be called, or to none. */
  private record Guarded(boolean loopback) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
      for (InetAddress address : addresses) {
        if (!Addresses.mayBeCalled(address, loopback)) {
          throw new UnknownHostException("The name leads where nothing may be called.");
        }
      }
      return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
