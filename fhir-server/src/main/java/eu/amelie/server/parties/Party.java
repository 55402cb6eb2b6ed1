/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.parties;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.Role;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** An organisation with the purposes it comes with; what is released depends on both. */
public record Party(String organisation, Role role, Set<Purpose> purposes) {
  /** The system of the tags that say to whom an item is released. */
  public static final String TAG_SYSTEM = "https://fhir.example.org/supportive-care/release";

  public Party {
    purposes = Set.copyOf(purposes);
  }

  public static Party of(Caller caller) {
    return new Party(caller.organisation(), caller.role(), caller.purposes());
  }

  static Party of(String organisation, String role, String purposes) {
    return new Party(
        organisation,
        Role.ofClaim(role),
        Arrays.stream(purposes.split(" ")).map(Purpose::of).collect(Collectors.toSet()));
  }

  /** All purposes in one text, always in the same order. */
  String purposeCodes() {
    return purposes.stream().map(Purpose::code).sorted().collect(Collectors.joining(" "));
  }

  /** The tag that items bear which are released to it. */
  public String tag() {
    return role.claim() + "|" + organisation + "|" + purposeCodes();
  }
}
