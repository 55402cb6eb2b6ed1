/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import java.util.Map;

/**
 * One page before it is written.
 *
 * @param file its name in the folder of the guide; neutral, since an address ends in a log
 * @param section which part of the navigation it belongs to
 * @param template what it is laid out by
 * @param model what the template shows
 */
record Page(
    String file, String title, Section section, String template, Map<String, Object> model) {
  Page {
    model = Map.copyOf(model);
  }
}
