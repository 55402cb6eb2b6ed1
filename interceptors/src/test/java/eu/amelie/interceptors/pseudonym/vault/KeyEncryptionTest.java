/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.keys.FixedKeys;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.keys.KeyRing;
import java.security.SecureRandom;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyEncryptionTest {
  private static final DataKeyOwner OWNER = new DataKeyOwner("person", "hospital-be");

  private final SecureRandom random = new SecureRandom();
  private final RotatingRing ring = new RotatingRing();
  private final DataKeys keys = new DataKeys(new KeystoreKeyEncryption(ring, random), random);
  private final WrappedDataKey wrapped = keys.create(OWNER);

  @Test
  void whenNothingWasMovedThenADataKeyUnwraps() {
    assertThat(bytes(keys, wrapped)).isEqualTo(bytes(keys, wrapped)).hasSize(32);
    assertThat(bytes(keys, keys.create(OWNER))).isNotEqualTo(bytes(keys, wrapped));
  }

  @Test
  void whenADataKeyIsAnothersThenItDoesNotUnwrap() {
    assertUnavailable(() -> keys.unwrap(wrapped, new DataKeyOwner("other", "hospital-be")));
    assertUnavailable(() -> keys.unwrap(wrapped, new DataKeyOwner("person", "hospital-gr")));
  }

  @Test
  void whenAnyByteIsChangedThenItDoesNotUnwrap() {
    for (int i = 0; i < wrapped.bytes().length; i++) {
      byte[] changed = wrapped.bytes();
      changed[i] ^= 1;
      assertUnavailable(() -> keys.unwrap(new WrappedDataKey(wrapped.version(), changed), OWNER));
    }
  }

  @Test
  void whenItClaimsAnotherVersionThenItDoesNotUnwrap() {
    ring.versions = 2;
    assertUnavailable(() -> keys.unwrap(claiming(2), OWNER));
    assertUnavailable(() -> keys.unwrap(claiming(7), OWNER));
  }

  @Test
  void whenTheKeyRotatesThenNewKeysBearTheNewVersionAndOldOnesStillOpen() {
    byte[] before = bytes(keys, wrapped);
    ring.versions = 2;

    assertThat(keys.create(OWNER).version()).isEqualTo(new KeyVersion("keystore", 2));
    assertThat(bytes(keys, wrapped)).isEqualTo(before);

    WrappedDataKey again = keys.rewrap(wrapped, OWNER);
    assertThat(again.version()).isEqualTo(keys.current());
    assertThat(bytes(keys, again)).isEqualTo(before);
  }

  @Test
  void whenAnotherProcessHasRotatedThenItsKeysOpenAtOnce() {
    RotatingRing others = new RotatingRing();
    others.versions = 2;
    WrappedDataKey theirs =
        new DataKeys(new KeystoreKeyEncryption(others, random), random).create(OWNER);

    assertUnavailable(() -> keys.unwrap(theirs, OWNER));
    ring.unseen = 2;
    assertThat(keys.current().number()).isEqualTo(1);
    assertThat(bytes(keys, theirs)).hasSize(32);
    assertThat(keys.current().number()).isEqualTo(2);
  }

  @Test
  void whenTheKeeperChangesThenItIsARotationLikeAnother() {
    KeyEncryption keystore = new KeystoreKeyEncryption(ring, random);
    KeyEncryption service = new Renamed("service", keystore);
    DataKeys moving = new DataKeys(KeyEncryptions.of(service, keystore), random);
    byte[] before = bytes(keys, wrapped);

    WrappedDataKey moved = moving.rewrap(wrapped, OWNER);

    assertThat(moved.version()).isEqualTo(new KeyVersion("service", 1));
    assertThat(bytes(moving, moved)).isEqualTo(before);
    assertThat(KeyEncryptions.of(service, keystore).available())
        .isEqualTo(Set.of(new KeyVersion("service", 1), new KeyVersion("keystore", 1)));
    assertUnavailable(() -> new DataKeys(KeyEncryptions.of(keystore), random).unwrap(moved, OWNER));
    assertUnavailable(() -> keystore.unwrap(moved, OWNER));
  }

  @Test
  void whenKeysArePrintedThenNeitherKeyNorPersonIsShown() {
    assertThat(keys.unwrap(wrapped, OWNER)).hasToString("DataKey[redacted]");
    assertThat(wrapped).hasToString("WrappedDataKey[keystore/1]");
    assertThat(OWNER.toString()).doesNotContain("person");
  }

  private static byte[] bytes(DataKeys keys, WrappedDataKey wrapped) {
    return keys.unwrap(wrapped, OWNER).exposedBytes();
  }

  private WrappedDataKey claiming(int version) {
    return new WrappedDataKey(new KeyVersion("keystore", version), wrapped.bytes());
  }

  private static void assertUnavailable(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IdentityUnavailableException.class);
  }

  /** Rotates when told to; what it has not seen shows when it looks again. */
  private static final class RotatingRing implements KeyRing {
    private int versions = 1;
    private int unseen;

    @Override
    public ExchangeKeys now() {
      return FixedKeys.ofVersions(versions);
    }

    @Override
    public ExchangeKeys lookAgain() {
      versions = Math.max(versions, unseen);
      return now();
    }
  }

  /** A keeper of another name that wraps as the keystore does. */
  private record Renamed(String keeper, KeyEncryption keystore) implements KeyEncryption {
    @Override
    public KeyVersion current() {
      return new KeyVersion(keeper, keystore.current().number());
    }

    @Override
    public Set<KeyVersion> available() {
      return Set.of(current());
    }

    @Override
    public WrappedDataKey wrap(DataKey key, DataKeyOwner owner) {
      return new WrappedDataKey(current(), keystore.wrap(key, owner).bytes());
    }

    @Override
    public DataKey unwrap(WrappedDataKey wrapped, DataKeyOwner owner) {
      return keystore.unwrap(new WrappedDataKey(keystore.current(), wrapped.bytes()), owner);
    }
  }
}
