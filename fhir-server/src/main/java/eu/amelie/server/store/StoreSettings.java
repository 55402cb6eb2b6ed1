/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.store;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.entity.StorageSettings.IndexEnabledEnum;
import ca.uhn.fhir.rest.api.SearchTotalModeEnum;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** HAPI's storage settings, each with the reason it differs from HAPI's default. */
@Configuration
class StoreSettings {

  @Bean
  JpaStorageSettings storageSettings() {
    JpaStorageSettings settings = new JpaStorageSettings();
    // Ids are random 128-bit values: the id door permutes exactly these.
    settings.setResourceServerIdStrategy(JpaStorageSettings.IdStrategyEnum.UUID);
    settings.setResourceClientIdStrategy(JpaStorageSettings.ClientIdStrategyEnum.NOT_ALLOWED);
    // A result list belongs to one caller and one moment.
    settings.setReuseCachedSearchResultsForMillis(null);
    // A match URL inside a reference answers questions about hidden resources.
    settings.setAllowInlineMatchUrlReferences(false);
    settings.setAutoCreatePlaceholderReferenceTargets(false);
    // Every reference is checked before the store sees it, also that its target is there.
    settings.setEnforceReferentialIntegrityOnWrite(false);
    settings.setMatchUrlCacheEnabled(false);
    settings.setMassIngestionMode(false);
    // Release tags follow today's policy, not the version they were written with.
    settings.setTagStorageMode(JpaStorageSettings.TagStorageModeEnum.NON_VERSIONED);
    settings.setHistoryCountMode(ca.uhn.fhir.jpa.api.model.HistoryCountModeEnum.COUNT_DISABLED);
    settings.setDefaultTotalMode(SearchTotalModeEnum.NONE);
    settings.setIndexMissingFields(IndexEnabledEnum.DISABLED);
    settings.setSuppressStringIndexingInTokens(true);
    settings.setIndexStorageOptimized(true);
    // Our search parameters are there before anything they could index.
    settings.setMarkResourcesForReindexingUponSearchParameterChange(false);
    settings.setAllowContainsSearches(false);
    settings.setAllowMultipleDelete(false);
    settings.setDeleteEnabled(false);
    settings.setExpungeEnabled(false);
    settings.setFilterParameterEnabled(false);
    settings.setHibernateSearchIndexSearchParams(false);
    settings.setStatusBasedReindexingDisabled(true);
    settings.setSchedulingDisabled(true);
    settings.setEnableTaskStaleSearchCleanup(false);
    settings.setEnableTaskBulkExportJobExecution(false);
    settings.setEnableTaskBulkImportJobExecution(false);
    settings.setEnableTaskResourceReindexing(false);
    settings.setExpireSearchResults(false);
    settings.setResourceDbHistoryEnabled(true);
    return settings;
  }

  @Bean
  PartitionSettings partitionSettings() {
    return new PartitionSettings();
  }

  @Bean
  SubscriptionSettings subscriptionSettings() {
    return new SubscriptionSettings();
  }
}
