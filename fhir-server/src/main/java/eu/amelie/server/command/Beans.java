/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.command;

import eu.amelie.server.AmelieApplication;
import eu.amelie.server.database.DatabaseSettings;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The server's own parts, without the server: only what is asked for is made, nothing listens,
 * nothing that is due is taken up, nothing is migrated or seeded.
 */
public final class Beans implements AutoCloseable {
  private static final String FEW_CONNECTIONS = "4";

  private final AnnotationConfigApplicationContext context;

  private Beans(AnnotationConfigApplicationContext context) {
    this.context = context;
  }

  /**
   * @param database with which the beans work, beside whatever server does
   */
  public static Beans of(ConfigurableEnvironment environment, DatabaseSettings database) {
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "command",
                Map.of(
                    "spring.datasource.url",
                    database.url(),
                    "spring.datasource.username",
                    Objects.requireNonNullElse(database.username(), ""),
                    "spring.datasource.password",
                    Objects.requireNonNullElse(database.password(), ""),
                    "amelie.database.migrate",
                    "false",
                    "amelie.database.pool-size",
                    FEW_CONNECTIONS,
                    "db-scheduler.enabled",
                    "false")));
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.setEnvironment(environment);
    // HAPI's own beans refer to each other.
    context.setAllowCircularReferences(true);
    context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
    context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
    context
        .getBeanFactory()
        .registerSingleton(
            AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new NothingStarts());
    context.register(AmelieApplication.class);
    context.refresh();
    return new Beans(context);
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }

  /** What begins to work by itself in a server does not here. */
  private static final class NothingStarts implements LifecycleProcessor {
    @Override
    public void onRefresh() {
      // Nothing.
    }

    @Override
    public void onClose() {
      // Nothing.
    }

    @Override
    public void start() {
      // Nothing.
    }

    @Override
    public void stop() {
      // Nothing.
    }

    @Override
    public boolean isRunning() {
      return false;
    }
  }
}
