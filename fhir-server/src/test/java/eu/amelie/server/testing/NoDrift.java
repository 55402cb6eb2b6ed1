/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import eu.amelie.server.release.ReleaseRebuild;
import eu.amelie.server.writing.DueCases;
import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Whatever a test class did, the release tags of those it wrote about are those that the decision
 * would give today.
 */
final class NoDrift implements BeforeAllCallback, AfterAllCallback {
  private static final Namespace HERE = Namespace.create(NoDrift.class);

  @Override
  public void beforeAll(ExtensionContext test) {
    test.getStore(HERE).put("begun", now(SpringExtension.getApplicationContext(test)));
  }

  @Override
  public void afterAll(ExtensionContext test) {
    ApplicationContext server = SpringExtension.getApplicationContext(test);
    server.getBean(DueCases.class).bringUpToDate();
    ReleaseRebuild.Report report =
        server
            .getBean(ReleaseRebuild.class)
            .checkSince(test.getStore(HERE).get("begun", Instant.class));
    if (!report.isClean()) {
      throw new AssertionError("Release tags have drifted: " + report);
    }
  }

  private static Instant now(ApplicationContext server) {
    return server
        .getBean(JdbcClient.class)
        .sql("select clock_timestamp()")
        .query(Timestamp.class)
        .single()
        .toInstant();
  }
}
