/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.escalation;

import eu.amelie.interceptors.referral.Deadlines;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a referral may wait for an answer, by its priority, and until it closes by itself.
 *
 * @param stat default 1 h
 * @param asap default 4 h
 * @param urgent default 24 h
 * @param routine default 5 days
 * @param closing where the Task does not say itself until when it is to be worked; default 30 days
 */
@ConfigurationProperties("amelie.deadline")
record DeadlineSettings(
    @DefaultValue("1h") Duration stat,
    @DefaultValue("4h") Duration asap,
    @DefaultValue("24h") Duration urgent,
    @DefaultValue("5d") Duration routine,
    @DefaultValue("30d") Duration closing) {

  Deadlines deadlines() {
    return new Deadlines(stat, asap, urgent, routine, closing);
  }
}
