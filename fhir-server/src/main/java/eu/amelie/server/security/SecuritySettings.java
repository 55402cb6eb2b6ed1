/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where tokens come from and which claims say who calls.
 *
 * @param issuer OpenID Connect issuer; the sandbox is its own
 * @param audience the {@code aud} a token must bear
 */
@ConfigurationProperties("amelie.security")
public record SecuritySettings(
    @DefaultValue("") String issuer,
    @DefaultValue("supportive-care-exchange") String audience,
    @DefaultValue("organization") String organizationClaim,
    @DefaultValue("role") String roleClaim,
    @DefaultValue("country") String countryClaim,
    @DefaultValue("purpose_of_use") String purposeClaim,
    @DefaultValue("scope") String scopeClaim) {
  /** What the sandbox's own tokens bear as {@code iss}; it need not be a place. */
  public static final String SANDBOX_ISSUER = "urn:supportive-care-exchange:sandbox";
}
