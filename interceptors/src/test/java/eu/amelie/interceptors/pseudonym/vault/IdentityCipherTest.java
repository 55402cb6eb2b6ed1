/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.keys.FixedKeys;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.keys.KeyRing;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityCipherTest {
  private static final VaultAddress ADDRESS =
      new VaultAddress("Patient/1", "person", "hospital-be", "r1");
  private static final DataKeyOwner OWNER = ADDRESS.owner();
  private static final List<IdentityElement> ELEMENTS =
      List.of(new IdentityElement("name[0^0]", IdentityLabel.IDS, "{\"family\":\"Exämple 🕊\"}"));

  private final SecureRandom random = new SecureRandom();
  private final IdentityCipher cipher = new IdentityCipher(random);
  private final DataKeys keys = keys(1);
  private final WrappedDataKey wrapped = keys.create(OWNER);
  private final DataKey key = keys.unwrap(wrapped, OWNER);
  private final byte[] sealed = cipher.seal(key, ADDRESS, IdentityLabel.IDS, ELEMENTS);

  @Property(tries = 200, seed = SEED)
  void whateverIsSealedOpens(@ForAll List<@CharRange(from = ' ', to = '\ud7ff') String> values) {
    List<IdentityElement> elements =
        values.stream().map(json -> new IdentityElement("note", IdentityLabel.TEXT, json)).toList();
    byte[] bytes = cipher.seal(key, ADDRESS, IdentityLabel.TEXT, elements);
    assertThat(cipher.open(key, ADDRESS, IdentityLabel.TEXT, bytes)).isEqualTo(elements);
  }

  @Test
  void whenNothingWasMovedThenItOpens() {
    assertThat(cipher.open(key, ADDRESS, IdentityLabel.IDS, sealed)).isEqualTo(ELEMENTS);
  }

  @ParameterizedTest
  @CsvSource({
    "Patient/2,person,hospital-be,r1",
    "Patient/1,other,hospital-be,r1",
    "Patient/1,person,hospital-gr,r1",
    "Patient/1,person,hospital-be,r2",
    "Patient/1p,erson,hospital-be,r1"
  })
  void whenACiphertextIsMovedToAnotherAddressThenItDoesNotOpen(
      String item, String person, String custodian, String revision) {
    VaultAddress other = new VaultAddress(item, person, custodian, revision);
    assertUnavailable(() -> cipher.open(key, other, IdentityLabel.IDS, sealed));
  }

  @Test
  void whenACiphertextIsMovedToAnotherLabelThenItDoesNotOpen() {
    assertUnavailable(() -> cipher.open(key, ADDRESS, IdentityLabel.TEXT, sealed));
  }

  @Test
  void whenACiphertextIsTruncatedAnywhereThenItDoesNotOpen() {
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertUnavailable(() -> cipher.open(key, ADDRESS, IdentityLabel.IDS, cut));
    }
  }

  @Test
  void whenAnyByteIsChangedThenItDoesNotOpen() {
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertUnavailable(() -> cipher.open(key, ADDRESS, IdentityLabel.IDS, changed));
    }
  }

  @Test
  void whenAnElementBearsAnotherLabelThenItIsNotSealed() {
    assertThatThrownBy(() -> cipher.seal(key, ADDRESS, IdentityLabel.DEMO, ELEMENTS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whenTheSameIsSealedOftenThenNoNonceRepeats() {
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      byte[] again = cipher.seal(key, ADDRESS, IdentityLabel.IDS, ELEMENTS);
      nonces.add(Arrays.toString(Arrays.copyOfRange(again, 1, 13)));
    }
    assertThat(nonces).hasSize(10_000);
  }

  @Test
  void whenNamesDifferALittleInLengthThenCiphertextsDoNot() {
    List<IdentityElement> longer =
        List.of(
            new IdentityElement("name[0^0]", IdentityLabel.IDS, "{\"family\":\"Exämple-B 🕊\"}"));
    assertThat(cipher.seal(key, ADDRESS, IdentityLabel.IDS, longer)).hasSameSizeAs(sealed);
  }

  private static void assertUnavailable(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IdentityUnavailableException.class);
  }

  private DataKeys keys(int versions) {
    return new DataKeys(
        new KeystoreKeyEncryption(KeyRing.of(FixedKeys.ofVersions(versions)), random), random);
  }
}
