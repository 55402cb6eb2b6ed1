/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

/**
 * Words that may lead to a page of the guide.
 *
 * @param href empty where there is no such page: the guide leads nowhere else
 */
record Link(String text, String href) {
  static Link plain(String text) {
    return new Link(text, "");
  }
}
