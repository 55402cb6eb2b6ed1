/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.keys.BlindIndexKey;
import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.keys.IdKey;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.keys.KeyEncryptionKey;
import eu.amelie.interceptors.pseudonym.keys.PageTokenKey;
import eu.amelie.interceptors.pseudonym.keys.SubmissionKey;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityCipherTest {
  private static final VaultAddress ADDRESS =
      new VaultAddress("Patient/1", "person", "hospital-be", "r1");
  private static final List<IdentityElement> ELEMENTS =
      List.of(new IdentityElement("name[0^0]", IdentityLabel.IDS, "{\"family\":\"Exämple 🕊\"}"));

  private final SecureRandom random = new SecureRandom();
  private final IdentityCipher cipher = new IdentityCipher(random);
  private final DataKeys keys = new DataKeys(keys(1), random);
  private final WrappedDataKey wrapped = keys.create("person", "hospital-be");
  private final DataKey key = keys.unwrap(wrapped, "person", "hospital-be");
  private final byte[] sealed = cipher.seal(key, ADDRESS, IdentityLabel.IDS, ELEMENTS);

  @Property(tries = 200)
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

  @Test
  void whenADataKeyIsAnothersThenItDoesNotUnwrap() {
    assertUnavailable(() -> keys.unwrap(wrapped, "other", "hospital-be"));
    assertUnavailable(() -> keys.unwrap(wrapped, "person", "hospital-gr"));
    assertUnavailable(
        () -> keys.unwrap(new WrappedDataKey(7, wrapped.bytes()), "person", "hospital-be"));
    assertThat(keys.unwrap(wrapped, "person", "hospital-be").exposedBytes())
        .isEqualTo(key.exposedBytes());
  }

  @Test
  void whenAKeyIsRewrappedThenBothVersionsOpenToTheSame() {
    DataKeys rotated = new DataKeys(keys(2), random);
    WrappedDataKey again = rotated.rewrap(wrapped, "person", "hospital-be");

    assertThat(again.keyVersion()).isEqualTo(2);
    assertThat(rotated.unwrap(again, "person", "hospital-be").exposedBytes())
        .isEqualTo(rotated.unwrap(wrapped, "person", "hospital-be").exposedBytes());
    assertUnavailable(() -> keys.unwrap(again, "person", "hospital-be"));
  }

  @Test
  void whenADataKeyIsPrintedThenItIsNotShown() {
    assertThat(key).hasToString("DataKey[redacted]");
    assertThat(wrapped).hasToString("WrappedDataKey[1]");
  }

  private static void assertUnavailable(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IdentityUnavailableException.class);
  }

  private static ExchangeKeys keys(int versions) {
    TreeMap<Integer, KeyEncryptionKey> keks = new TreeMap<>();
    for (int version = 1; version <= versions; version++) {
      byte[] bytes = new byte[32];
      Arrays.fill(bytes, (byte) version);
      keks.put(version, new KeyEncryptionKey(bytes));
    }
    byte[] zeros = new byte[32];
    return new ExchangeKeys(
        keks,
        new IdKey(zeros),
        new BlindIndexKey(zeros),
        new PageTokenKey(zeros),
        new SubmissionKey(zeros));
  }
}
