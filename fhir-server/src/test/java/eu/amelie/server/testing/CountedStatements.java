/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Hears every statement that the server sends to its database while a test listens. It changes
 * nothing of them.
 */
@Component
public class CountedStatements implements BeanPostProcessor {
  private static final String REQUEST_THREADS = "http-nio";

  /**
   * One statement as the driver got it.
   *
   * @param values by the number of their place
   */
  public record Heard(String sql, Map<Integer, Object> values) {}

  private static volatile List<Heard> heard;

  /** All that requests ask of the database while this runs. One test at a time. */
  public static List<Heard> during(Runnable work) {
    List<Heard> all = new CopyOnWriteArrayList<>();
    heard = all;
    try {
      work.run();
    } finally {
      heard = null;
    }
    return List.copyOf(all);
  }

  /**
   * What these requests always ask. One of them may also have to settle somebody whose Consent has
   * run out meanwhile, an earlier test's person perhaps: once, while what it asks for itself it
   * asks every time.
   */
  public static List<Heard> leastOf(Runnable work) {
    List<Heard> once = during(work);
    List<Heard> again = during(work);
    return again.size() < once.size() ? again : once;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source && name.equals("dataSource")
        ? wrapped(DataSource.class, source)
        : bean;
  }

  private static <T> T wrapped(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            CountedStatements.class.getClassLoader(),
            interfaces(type),
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(target, arguments);
                return result instanceof Connection connection
                        && method.getName().equals("getConnection")
                        && !(target instanceof Statement)
                    ? connection(connection)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static Class<?>[] interfaces(Class<?> type) {
    return type == DataSource.class
        ? new Class<?>[] {DataSource.class, AutoCloseable.class}
        : new Class<?>[] {type};
  }

  private static Connection connection(Connection target) {
    return (Connection)
        Proxy.newProxyInstance(
            CountedStatements.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(target, arguments);
                if (result instanceof PreparedStatement prepared
                    && !(result instanceof CallableStatement)) {
                  return statement(prepared, PreparedStatement.class, (String) arguments[0]);
                }
                return result instanceof Statement statement
                    ? statement(statement, Statement.class, null)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static <T extends Statement> Object statement(T target, Class<T> type, String sql) {
    Map<Integer, Object> values = new TreeMap<>();
    return Proxy.newProxyInstance(
        CountedStatements.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("set")
              && arguments != null
              && arguments.length >= 2
              && arguments[0] instanceof Integer place) {
            values.put(place, method.getName().equals("setNull") ? null : arguments[1]);
          }
          if (method.getName().startsWith("execute")) {
            hear(
                () ->
                    new Heard(
                        sql != null ? sql : String.valueOf(arguments[0]), new TreeMap<>(values)));
          }
          try {
            return method.invoke(target, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  private static void hear(Supplier<Heard> statement) {
    List<Heard> listening = heard;
    if (listening != null && Thread.currentThread().getName().startsWith(REQUEST_THREADS)) {
      listening.add(statement.get());
    }
  }
}
