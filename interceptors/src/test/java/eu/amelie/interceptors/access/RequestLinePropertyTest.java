/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RequestLinePropertyTest {

  @Property(seed = SEED)
  void whateverIsSentIsUnderstoodOrRejectedAndNeverAnException(
      @ForAll("methods") String method, @ForAll String path, @ForAll String query) {
    assertThat(RequestLine.read(RawRequest.of(method, path, query))).isNotNull();
    assertThat(RequestLine.readEntry(method, path, Conditions.NONE)).isNotNull();
  }

  @Property(seed = SEED)
  void whatIsUnderstoodHoldsNoSeparatorInItsIdsAndNoControlCharacter(
      @ForAll("addresses") String path) {
    Reading reading = RequestLine.read(RawRequest.of("GET", path, ""));

    if (reading instanceof Reading.Understood understood
        && understood.call().interaction() instanceof Interaction.OnInstance instance) {
      assertThat(instance.id()).matches("[A-Za-z0-9\\-.]{1,64}").isNotIn(".", "..");
    }
  }

  @Property(seed = SEED)
  void aWellFormedIdIsReadAsItself(@ForAll("ids") String id) {
    assertThat(Calls.call("GET /Task/" + id).interaction())
        .isEqualTo(new Interaction.Read("Task", id));
  }

  @Property(seed = SEED)
  void encodingEveryCharacterOfAnAddressChangesNothing(@ForAll("ids") String id) {
    StringBuilder encoded = new StringBuilder();
    id.chars().forEach(c -> encoded.append(String.format("%%%02X", c)));

    assertThat(Calls.call("GET /Task/" + encoded)).isEqualTo(Calls.call("GET /Task/" + id));
  }

  @Property(seed = SEED)
  void aParameterThatNoContractListsIsRefusedForEveryRole(
      @ForAll("names") String name, @ForAll Role role) {
    GateDecision decision = Calls.check(role, "GET /Organization?zz" + name + "=x");

    assertThat(decision).isInstanceOf(GateDecision.Refuse.class);
    assertThat(((GateDecision.Refuse) decision).message()).doesNotContain("zz" + name);
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "");
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('0', '9')
        .withChars('-', '.')
        .ofMinLength(1)
        .ofMaxLength(64)
        .filter(id -> !id.matches("\\.+"));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withCharRange('a', 'z').ofMaxLength(20);
  }

  @Provide
  Arbitrary<String> addresses() {
    Arbitrary<String> step =
        Arbitraries.of(
            "Patient",
            "Task",
            "_history",
            "a",
            "1",
            ".",
            "..",
            "%2e",
            "%2f",
            "%00",
            "%0a",
            ";x",
            "%5c",
            "$everything",
            "%25",
            "");
    return Combinators.combine(step, step, step)
        .as((one, two, three) -> "/" + one + "/" + two + three);
  }
}
