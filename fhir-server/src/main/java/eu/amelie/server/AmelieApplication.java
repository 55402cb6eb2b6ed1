/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Entry point of the exchange. */
@SpringBootApplication
public class AmelieApplication {
  public static void main(String[] args) {
    SpringApplication.run(AmelieApplication.class, args);
  }
}
