/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.vault.DataKey;
import eu.amelie.interceptors.pseudonym.vault.DataKeyOwner;
import eu.amelie.interceptors.pseudonym.vault.DataKeys;
import eu.amelie.interceptors.pseudonym.vault.KeyVersion;
import eu.amelie.interceptors.pseudonym.vault.WrappedDataKey;
import eu.amelie.server.testing.LocalTransit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransitKeyEncryptionTest {
  private static final DataKeyOwner OWNER = new DataKeyOwner("internal-person", "hospital-be");

  /** No call but one that is never answered takes as long, on however busy a machine. */
  private static final Duration PATIENT = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private LocalTransit service;
  private Path token;
  private TransitKeyEncryption keyEncryption;
  private DataKeys keys;

  @BeforeEach
  void start() throws Exception {
    service = LocalTransit.start();
    token = Files.writeString(folder.resolve("token"), LocalTransit.TOKEN + "\n");
    keyEncryption = new TransitKeyEncryption(settings(service.address(), PATIENT));
    keys = new DataKeys(keyEncryption, new SecureRandom());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void whatTheServiceWrapsItUnwrapsForItsOwnerOnly() {
    WrappedDataKey wrapped = keys.create(OWNER);

    assertThat(wrapped.version()).isEqualTo(new KeyVersion("transit:exchange", 1));
    assertThat(bytes(wrapped)).isEqualTo(bytes(wrapped)).hasSize(32);
    assertThat(bytes(wrapped)).isNotEqualTo(bytes(keys.create(OWNER)));
    assertUnavailable(() -> keys.unwrap(wrapped, new DataKeyOwner("other", "hospital-be")));
    assertUnavailable(
        () -> keys.unwrap(wrapped, new DataKeyOwner("internal-person", "hospital-gr")));
  }

  @Test
  void whenTheServiceRotatesThenItTellsTheVersionAndOldKeysOpen() {
    WrappedDataKey before = keys.create(OWNER);
    service.rotate();

    assertThat(keys.current().number()).isEqualTo(2);
    assertThat(keyEncryption.available()).hasSize(2).contains(before.version(), keys.current());
    WrappedDataKey again = keys.rewrap(before, OWNER);
    assertThat(again.version()).isEqualTo(keys.current());
    assertThat(bytes(again)).isEqualTo(bytes(before));
  }

  @Test
  void whenAKeyClaimsAnotherVersionThenItIsNotEvenSent() {
    WrappedDataKey wrapped = keys.create(OWNER);
    int calls = service.requests().size();

    assertUnavailable(
        () ->
            keys.unwrap(
                new WrappedDataKey(new KeyVersion("transit:exchange", 2), wrapped.bytes()), OWNER));
    assertUnavailable(
        () -> keys.unwrap(new WrappedDataKey(wrapped.version(), new byte[] {1, 2}), OWNER));
    assertThat(service.requests()).hasSize(calls);
  }

  @Test
  void theServiceLearnsNoIdOfOurs() {
    bytes(keys.create(OWNER));
    assertThat(service.requests())
        .hasSize(2)
        .noneMatch(r -> r.contains("internal-person") || r.contains("hospital"));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 307, 400, 403, 429, 500, 503})
  void whenTheServiceRefusesThenNothingIsWrappedOrOpenedUntilItAnswersAgain(int status) {
    WrappedDataKey wrapped = keys.create(OWNER);
    service.refuse(status);
    assertUnavailable(() -> keys.unwrap(wrapped, OWNER));
    assertUnavailable(() -> keys.create(OWNER));
    assertUnavailable(() -> keys.current());
    assertThat(service.requests()).noneMatch(request -> request.contains("elsewhere"));

    service.refuse(0);
    assertThat(bytes(wrapped)).hasSize(32);
  }

  @Test
  void whenTheServiceBeginsAnAnswerAndDoesNotEndItThenTheCallEnds() {
    WrappedDataKey wrapped = keys.create(OWNER);
    DataKeys hasty =
        new DataKeys(
            new TransitKeyEncryption(settings(service.address(), Duration.ofSeconds(1))),
            new SecureRandom());
    service.fallSilent();
    assertThatThrownBy(() -> hasty.unwrap(wrapped, OWNER))
        .isInstanceOf(IdentityUnavailableException.class)
        .hasMessage("The key service does not answer in time");
  }

  @Test
  void whenTheServiceIsGoneThenTheCallEnds() {
    WrappedDataKey wrapped = keys.create(OWNER);
    service.close();
    assertUnavailable(() -> keys.unwrap(wrapped, OWNER));
  }

  @Test
  void whenTheTokenIsMissingOrRefusedThenNothingOpensAndARenewedOneCounts() throws Exception {
    WrappedDataKey wrapped = keys.create(OWNER);
    for (String bad : new String[] {"", "another", "two\nlines"}) {
      Files.writeString(token, bad);
      assertUnavailable(() -> keys.unwrap(wrapped, OWNER));
    }
    Files.delete(token);
    assertUnavailable(() -> keys.unwrap(wrapped, OWNER));

    Files.writeString(token, LocalTransit.TOKEN);
    assertThat(bytes(wrapped)).hasSize(32);
  }

  @Test
  void whenTheServiceIgnoresTheOwnerThenThatIsFoundOut() {
    DataKey probe = new DataKey(new byte[32]);
    assertThat(keyEncryption.bindsOwners(probe)).isTrue();
    service.forgetOwners();
    assertThat(keyEncryption.bindsOwners(probe)).isFalse();
  }

  @Test
  void whenAnAnswerIsRememberedThenOnlyForTheVerySameQuestion() {
    DataKeys remembering =
        new DataKeys(
            new RememberedDataKeys(keyEncryption, Duration.ofMinutes(1)), new SecureRandom());
    WrappedDataKey wrapped = remembering.create(OWNER);
    byte[] first = remembering.unwrap(wrapped, OWNER).exposedBytes();
    int calls = service.requests().size();

    assertThat(remembering.unwrap(wrapped, OWNER).exposedBytes()).isEqualTo(first);
    assertThat(service.requests()).hasSize(calls);

    DataKeyOwner other = new DataKeyOwner("other", "hospital-be");
    assertUnavailable(() -> remembering.unwrap(wrapped, other));
    assertUnavailable(() -> remembering.unwrap(wrapped, other));
    assertThat(service.requests()).hasSize(calls + 2);
  }

  private TransitSettings settings(String address, Duration timeout) {
    return new TransitSettings(
        address, "transit", "exchange", "", token.toString(), PATIENT, timeout, Duration.ZERO);
  }

  private byte[] bytes(WrappedDataKey wrapped) {
    return keys.unwrap(wrapped, OWNER).exposedBytes();
  }

  /** No message quotes what was sent, the token or what came back. */
  private static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IdentityUnavailableException.class)
        .hasMessageNotContainingAny(LocalTransit.TOKEN, "vault:v", "internal-person", "refused\"");
  }
}
