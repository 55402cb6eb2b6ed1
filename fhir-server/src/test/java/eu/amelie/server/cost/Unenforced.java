/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.Constants;
import eu.amelie.server.cases.Decisions;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.cases.Stored;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.ReleasedItems;
import eu.amelie.server.search.SearchParameters;
import eu.amelie.server.writing.DueCases;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Takes enforcement out of a server that is only measured: no release tag narrows, nothing is due,
 * and what the decision said once is not asked again. What is left is the same store, the same
 * pseudonymisation and the same audit record. References of an answer lead to records that are read
 * once. There is no such switch in the server.
 */
@TestConfiguration(proxyBeanMethods = false)
class Unenforced {
  /** The type that a measurement reads for its own sake. */
  static volatile String measured = "";

  @Bean
  static BeanPostProcessor enforcementOut(ObjectProvider<CaseFacts> facts) {
    Map<List<Object>, Object> once = new ConcurrentHashMap<>();
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof Decisions) {
          return advised(bean, call -> decided(call, once));
        }
        if (bean instanceof RecordStore) {
          return advised(bean, call -> read(call, once));
        }
        if (bean instanceof ReleasedItems) {
          return advised(bean, call -> looked(call, facts, once));
        }
        if (bean instanceof SearchParameters) {
          return advised(bean, Unenforced::searched);
        }
        return bean instanceof DueCases ? advised(bean, call -> null) : bean;
      }
    };
  }

  private static Object advised(Object bean, MethodInterceptor advice) {
    ProxyFactory factory = new ProxyFactory(bean);
    factory.setProxyTargetClass(true);
    factory.addAdvice(advice);
    return factory.getProxy();
  }

  private static Object decided(MethodInvocation call, Map<List<Object>, Object> once)
      throws Throwable {
    Object[] asked = call.getArguments();
    return switch (call.getMethod().getName()) {
      case "factsOf" -> once(call, once, asked[0]);
      case "item" -> once(call, once, ((Stored) asked[0]).resource().getIdElement().getIdPart());
      case "decide" -> once(call, once, Arrays.asList(asked).subList(0, 4));
      default -> call.proceed();
    };
  }

  private static Object read(MethodInvocation call, Map<List<Object>, Object> once)
      throws Throwable {
    Object[] asked = call.getArguments();
    if (call.getMethod().getName().equals("readAll")) {
      return once(call, once, Set.copyOf((Collection<?>) asked[0]));
    }
    return call.getMethod().getName().equals("read")
            && asked.length == 2
            && !measured.equals(asked[0])
        ? once(call, once, asked[1])
        : call.proceed();
  }

  private static Object looked(
      MethodInvocation call, ObjectProvider<CaseFacts> facts, Map<List<Object>, Object> once) {
    if (call.getMethod().getName().equals("naming")) {
      return ReleasedItems.Naming.FULLY;
    }
    CaseFacts all = facts.getObject();
    return call.getArguments()[1] instanceof UUID id
        ? once.computeIfAbsent(List.of("item", id), ignored -> all.item(id))
        : once.computeIfAbsent(
            List.of("items", Set.copyOf((Collection<?>) call.getArguments()[1])),
            ignored -> items(all, (Collection<?>) call.getArguments()[1]));
  }

  private static List<CaseItem> items(CaseFacts facts, Collection<?> ids) {
    return List.copyOf(facts.items(ids.stream().map(UUID.class::cast).toList()).values());
  }

  private static Object searched(MethodInvocation call) throws Throwable {
    Object map = call.proceed();
    if (map instanceof SearchParameterMap parameters) {
      parameters.remove(Constants.PARAM_TAG);
    }
    return map;
  }

  private static Object once(MethodInvocation call, Map<List<Object>, Object> once, Object of)
      throws Throwable {
    List<Object> key = List.of(call.getMethod().getName(), of);
    Object known = once.get(key);
    if (known == null) {
      known = call.proceed();
      once.put(key, known);
    }
    return known;
  }
}
