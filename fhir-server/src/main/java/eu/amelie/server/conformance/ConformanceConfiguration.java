/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.conformance;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.Gate;
import eu.amelie.interceptors.access.RoleContracts;
import eu.amelie.interceptors.pseudonym.record.RecordShapes;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.ProfileValidator;
import eu.amelie.server.instruments.InstrumentFiles;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Contracts, profiles and allow-lists, read once at start; a faulty one stops it. */
@Configuration
@EnableConfigurationProperties(RecordSettings.class)
class ConformanceConfiguration {
  @Bean
  RoleContracts roleContracts() {
    return RoleContracts.standard();
  }

  @Bean
  Gate gate(RoleContracts contracts) {
    return new Gate(contracts);
  }

  @Bean
  ProfileCatalog profileCatalog(FhirContext context) {
    return ProfileCatalog.load(context);
  }

  @Bean
  ProfileValidator profileValidator(
      FhirContext context, ProfileCatalog catalog, InstrumentFiles instruments) {
    return ProfileValidator.create(context, catalog, instruments::questionnaire);
  }

  @Bean
  RecordShapes recordShapes(
      FhirContext context, ProfileValidator validator, RecordSettings settings) {
    return RecordShapes.load(context, validator.knownCodes()::contains, settings.listedRegions());
  }
}
