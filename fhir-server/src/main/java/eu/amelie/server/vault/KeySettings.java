/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the keys are.
 *
 * @param keystore path of a BCFKS keystore; the sandbox makes its own where this is empty
 * @param keystorePasswordFile a file that holds the keystore's password
 */
@ConfigurationProperties("amelie.keys")
record KeySettings(
    @DefaultValue("") String keystore, @DefaultValue("") String keystorePasswordFile) {}
