/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

/**
 * An example that fits its profile, as the tests of the profiles have it.
 *
 * @param profile id of the profile; {@code base} where there is none
 * @param name what is special about it, in words joined by hyphens
 */
record GuideExample(String profile, String name, String json) {
  String file() {
    return "example-%s-%s.html".formatted(profile, name);
  }

  String title() {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('-', ' ');
  }

  Link link() {
    return new Link(title(), file());
  }
}
