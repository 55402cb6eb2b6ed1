/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.conformance;

import eu.amelie.profiles.ProfileValidator;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * The first validation reads thousands of definitions. It is done beside the rest of the start, on
 * a core that is idle then, and the server is ready when both are.
 */
@Component
class ValidatorWarmUp implements ApplicationRunner {
  private final CompletableFuture<Void> done;

  ValidatorWarmUp(ProfileValidator validator) {
    this.done = CompletableFuture.runAsync(validator::warmUp);
  }

  @Override
  public void run(ApplicationArguments arguments) {
    done.join();
  }
}
