/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import java.util.Arrays;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Parts of the server under test that can be told to fail. Only threads that answer requests
 * notice; background work goes on.
 */
@Component
public class Faults implements BeanPostProcessor {
  private static final String REQUEST_THREADS = "http-nio";

  /** What can fail. */
  public enum Fault {
    PERSONS("decisionFacts", "states"),
    TASKS("decisionFacts", "tasks"),
    COMPILED("compiledConsents", "of"),
    CLOCK("dueTable", "persons");

    private final String bean;
    private final String method;

    Fault(String bean, String method) {
      this.bean = bean;
      this.method = method;
    }
  }

  private static volatile Fault present;

  /** While this runs, that fails. One test at a time. */
  public static void during(Fault fault, Runnable work) {
    present = fault;
    try {
      work.run();
    } finally {
      present = null;
    }
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (Arrays.stream(Fault.values()).noneMatch(fault -> fault.bean.equals(name))) {
      return bean;
    }
    ProxyFactory proxies = new ProxyFactory(bean);
    proxies.setProxyTargetClass(true);
    proxies.addAdvice(
        (org.aopalliance.intercept.MethodInterceptor)
            invocation -> {
              failIfTold(name, invocation.getMethod().getName());
              return invocation.proceed();
            });
    return proxies.getProxy();
  }

  private static void failIfTold(String bean, String method) {
    Fault fault = present;
    if (fault != null
        && fault.bean.equals(bean)
        && fault.method.equals(method)
        && Thread.currentThread().getName().startsWith(REQUEST_THREADS)) {
      throw new DataAccessResourceFailureException("Told to fail, with a secret: Voorbeeldpersoon");
    }
  }
}
