/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.notification;

import java.util.Arrays;
import java.util.Optional;

/** What an organisation can be notified of. */
public enum Topic {
  /** Somebody asks this organisation for support: a Task that it owns is new. */
  REFERRAL_AVAILABLE("sc-referral-available"),
  /** A Task that it owns or requested has changed, in what it sees of it. */
  TASK_CHANGED("sc-task-changed");

  private static final String ROOT = "https://fhir.example.org/supportive-care/SubscriptionTopic/";

  private final String id;

  Topic(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  public String canonical() {
    return ROOT + id;
  }

  public static Optional<Topic> ofCanonical(String canonical) {
    return Arrays.stream(values()).filter(topic -> topic.canonical().equals(canonical)).findFirst();
  }

  /**
   * @throws IllegalArgumentException for any other id
   */
  public static Topic ofId(String id) {
    return Arrays.stream(values())
        .filter(topic -> topic.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No such topic."));
  }
}
