/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Puts a meter before everything else that a server does with a request. */
@TestConfiguration(proxyBeanMethods = false)
class Metered {
  @Bean
  FilterRegistrationBean<CpuTimes.Meter> meter() {
    FilterRegistrationBean<CpuTimes.Meter> meter =
        new FilterRegistrationBean<>(new CpuTimes.Meter());
    meter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return meter;
  }
}
