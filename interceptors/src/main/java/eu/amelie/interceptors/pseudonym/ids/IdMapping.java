/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.ids;

/**
 * One direction of the id door for one caller: to what an id of a case resource is to be changed.
 */
@FunctionalInterface
public interface IdMapping {
  /**
   * Maps the id of a resource of a case type.
   *
   * @return the id to put in its place, never null
   */
  String map(String type, String id);
}
