/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Subscriptions and what is sent to them: an outbox that is written with each change of a Task, and
 * deliveries that are decided about when they leave.
 */
package eu.amelie.server.notification;
