/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys;

import com.fasterxml.jackson.databind.JsonNode;
import eu.amelie.interceptors.pseudonym.keys.AssociatedData;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.keys.SecretBytes;
import eu.amelie.interceptors.pseudonym.vault.DataKey;
import eu.amelie.interceptors.pseudonym.vault.DataKeyOwner;
import eu.amelie.interceptors.pseudonym.vault.KeyEncryption;
import eu.amelie.interceptors.pseudonym.vault.KeyVersion;
import eu.amelie.interceptors.pseudonym.vault.WrappedDataKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The key-encryption key in a key management service with Vault's Transit interface, which the
 * service never gives away. A wrapped key is the service's own text ({@code vault:v3:…}); the
 * service makes its nonce.
 *
 * <p>The owner is bound as associated data, by a digest: the service and its logs learn no id of
 * ours. Not guaranteed by the service: that it honours associated data; {@link #bindsOwners} finds
 * out.
 */
class TransitKeyEncryption implements KeyEncryption {
  private static final Pattern CIPHERTEXT = Pattern.compile("vault:v([1-9][0-9]{0,8}):.+");
  private static final Base64.Encoder ENCODER = Base64.getEncoder();

  private final TransitCalls calls;
  private final String keeper;

  TransitKeyEncryption(TransitSettings settings) {
    this.calls = new TransitCalls(settings);
    this.keeper = "transit:" + settings.key();
  }

  @Override
  public String keeper() {
    return keeper;
  }

  @Override
  public KeyVersion current() {
    return version(calls.describe().path("latest_version").asInt());
  }

  @Override
  public Set<KeyVersion> available() {
    JsonNode key = calls.describe();
    int oldest = Math.max(1, key.path("min_decryption_version").asInt());
    return IntStream.rangeClosed(oldest, key.path("latest_version").asInt())
        .mapToObj(this::version)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public WrappedDataKey wrap(DataKey key, DataKeyOwner owner) {
    String plain = ENCODER.encodeToString(key.exposedBytes());
    String text =
        calls
            .post("encrypt", Map.of("plaintext", plain, "associated_data", bound(owner)))
            .path("ciphertext")
            .asText();
    return new WrappedDataKey(versionOf(text), text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public DataKey unwrap(WrappedDataKey wrapped, DataKeyOwner owner) {
    String text = new String(wrapped.bytes(), StandardCharsets.UTF_8);
    if (!versionOf(text).equals(wrapped.version())) {
      throw new IdentityUnavailableException("Data key is of another version");
    }
    String plain =
        calls
            .post("decrypt", Map.of("ciphertext", text, "associated_data", bound(owner)))
            .path("plaintext")
            .asText();
    try {
      byte[] key = Base64.getDecoder().decode(plain);
      if (key.length == SecretBytes.LENGTH) {
        return new DataKey(key);
      }
    } catch (IllegalArgumentException e) {
      // No cause: its message would quote what was to be decoded.
    }
    throw new IdentityUnavailableException("The key service gives no data key");
  }

  /**
   * Whether the service opens a key for its owner and for nobody else. Throws
   * IdentityUnavailableException where it does not answer.
   */
  boolean bindsOwners(DataKey probe) {
    DataKeyOwner owner = new DataKeyOwner("probe", "one");
    WrappedDataKey wrapped = wrap(probe, owner);
    if (!MessageDigest.isEqual(unwrap(wrapped, owner).exposedBytes(), probe.exposedBytes())) {
      return false;
    }
    try {
      unwrap(wrapped, new DataKeyOwner("probe", "another"));
      return false;
    } catch (IdentityUnavailableException asItShould) {
      return true;
    }
  }

  private KeyVersion versionOf(String ciphertext) {
    Matcher matcher = CIPHERTEXT.matcher(ciphertext);
    if (!matcher.matches()) {
      throw new IdentityUnavailableException("Not a data key of the key service");
    }
    return version(Integer.parseInt(matcher.group(1)));
  }

  private KeyVersion version(int number) {
    if (number < 1) {
      throw new IdentityUnavailableException("The key service names no version");
    }
    return new KeyVersion(keeper, number);
  }

  private static String bound(DataKeyOwner owner) {
    byte[] named = AssociatedData.of("data-key", owner.person(), owner.custodian());
    try {
      return ENCODER.encodeToString(MessageDigest.getInstance("SHA-256").digest(named));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
