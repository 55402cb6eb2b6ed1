/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import java.util.Set;

/**
 * The key-encryption key, held where it may be: in the keystore of this process, or by a key
 * management service that never gives it away. Thread-safe.
 *
 * <p>Guaranteed by every implementation: a wrapped key opens only whole and only for the owner it
 * was wrapped for; the version it bears is the one that wrapped it; whatever is missing, refused or
 * late throws {@link eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException}, within a
 * bounded time. Not guaranteed: that the current version is still current when the call returns;
 * another process may rotate at any moment, and older versions go on opening what they wrapped.
 */
public interface KeyEncryption {
  /** The name that its versions bear; of several in use, each has its own. */
  String keeper();

  /** The version that wraps what is wrapped now. */
  KeyVersion current();

  /** The versions that open what they once wrapped, the current one among them. */
  Set<KeyVersion> available();

  /** Wraps with the current version. */
  WrappedDataKey wrap(DataKey key, DataKeyOwner owner);

  /** Opens with the version that wrapped it. */
  DataKey unwrap(WrappedDataKey wrapped, DataKeyOwner owner);
}
