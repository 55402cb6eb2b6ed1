/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** Counts how often the server under test turns to the vault to answer a call. */
@Component
public class CountedVault implements BeanPostProcessor {
  private static final AtomicLong CALLS = new AtomicLong();
  private static final int ROUNDS = 3;

  /**
   * What these reads always ask of the vault. A call may also have to settle somebody whose Consent
   * has run out meanwhile, an earlier test's person perhaps, and turns to the vault for that: once,
   * while what a read costs it costs every time.
   */
  public static long callsOf(Runnable reads) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = CALLS.get();
      reads.run();
      least = Math.min(least, CALLS.get() - before);
    }
    return least;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof IdentityVault vault ? counted(vault) : bean;
  }

  private static Object counted(IdentityVault vault) {
    return Proxy.newProxyInstance(
        CountedVault.class.getClassLoader(),
        new Class<?>[] {IdentityVault.class},
        (proxy, method, arguments) -> {
          // What the server does by itself meanwhile is nobody's read.
          if (Thread.currentThread().getName().startsWith("http-nio")) {
            CALLS.incrementAndGet();
          }
          try {
            return method.invoke(vault, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
