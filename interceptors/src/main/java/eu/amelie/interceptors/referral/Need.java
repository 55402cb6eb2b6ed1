/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.util.Optional;
import java.util.Set;

/**
 * What support is looked for; nothing in it says for whom.
 *
 * @param services codes of {@code sc-service}; one of them is enough
 * @param ageBand code of {@code sc-age-band}; empty counts as not known
 * @param gender FHIR administrative gender; empty where it does not matter
 * @param languages BCP 47 codes; one of them is enough
 * @param country ISO 3166-1 alpha-2
 * @param region ISO 3166-2
 * @param mode code of {@code sc-mode}
 * @param conditions codes of {@code sc-eligibility} that are met; none where they do not matter
 * @param urgent whether a free place weighs more than a language
 */
public record Need(
    Set<String> services,
    Optional<String> ageBand,
    Optional<String> gender,
    Set<String> languages,
    Optional<String> country,
    Optional<String> region,
    Optional<String> mode,
    Set<String> conditions,
    boolean urgent) {
  public Need {
    services = Set.copyOf(services);
    languages = Set.copyOf(languages);
    conditions = Set.copyOf(conditions);
  }
}
