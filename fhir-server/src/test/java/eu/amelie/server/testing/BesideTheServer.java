/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test whose work is done by processes of its own (servers that are killed, a browser), in a
 * folder of its own, and that mostly waits for them: it runs while the tests of {@link
 * ExchangeServer} go on one after the other. Of its kind one class runs at a time, and of that one
 * method.
 *
 * <p>Not for a test that asks the shared server anything; that measures time; that reads or sets
 * what this process has but once (system properties, standard streams, levels of the log); or that
 * starts an embedded database in this process: the library unpacks its programs once for all of
 * them, in the folder of whoever comes first, and with that folder they would be gone.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("beside the server") // written to: so neither do its methods run at once
public @interface BesideTheServer {}
