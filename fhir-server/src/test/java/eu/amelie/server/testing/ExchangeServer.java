/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole server over HTTP, on a real PostgreSQL (see {@link TestDatabase}). All
 * such tests share one server, which starts with the first of them: a test leaves nothing behind
 * that another could trip over. A test that replaces beans or sets properties of its own would
 * start another server: do not. When all tests of a class are done, the release tags of everybody
 * they wrote about have to be what the decision says ({@link NoDrift}).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "AMELIE_DATA_DIR=target/test-data",
      "amelie.notification.loopback=true",
      "amelie.notification.first-wait=200ms",
      "amelie.notification.longest-wait=1s",
      // Until a test that wants it given up says that it was tried for long enough.
      "amelie.notification.keep-trying=1h",
      // What is due is found soon, so that little time is spent on waiting for it.
      "db-scheduler.polling-interval=200ms",
      "amelie.keys.look-again=1s",
      // Enough for all tests but the one that uses it up, late.
      "amelie.throttle.clients.coordinator-gr.requests=1",
      "amelie.throttle.clients.coordinator-gr.every=1h",
      "amelie.throttle.clients.coordinator-gr.burst=600",
      // Every hundredth answer would say that the line is closed; and a client may pick up a line
      // just when it is.
      "server.tomcat.max-keep-alive-requests=-1",
      "server.tomcat.keep-alive-timeout=-1"
    })
@ActiveProfiles("sandbox")
@ContextConfiguration(initializers = TestDatabase.class)
@ExtendWith(NoDrift.class)
public @interface ExchangeServer {}
