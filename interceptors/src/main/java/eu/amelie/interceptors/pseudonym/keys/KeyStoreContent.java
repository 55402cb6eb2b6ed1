/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * What stands in a keystore: AES-CCM for each key and an HMAC over the whole, by a key derived from
 * the password. Aliases: {@code id}, {@code blind-index}, {@code page-token}, {@code submission},
 * {@code kek-1}, {@code kek-2}… The provider is not installed in the JVM.
 */
final class KeyStoreContent {
  private static final String ID = "id";
  private static final String BLIND_INDEX = "blind-index";
  private static final String PAGE_TOKEN = "page-token";
  private static final String SUBMISSION = "submission";
  private static final String KEK = "kek-";
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private final KeyStore store;
  private final char[] password;

  private KeyStoreContent(KeyStore store, char[] password) {
    this.store = store;
    this.password = password.clone();
  }

  static KeyStoreContent read(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    try (InputStream stream = Files.newInputStream(file)) {
      store.load(stream, password);
    }
    return new KeyStoreContent(store, password);
  }

  static KeyStoreContent fresh(char[] password, SecureRandom random)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    store.load(null, null);
    KeyStoreContent content = new KeyStoreContent(store, password);
    for (String alias : List.of(ID, BLIND_INDEX, PAGE_TOKEN, SUBMISSION, KEK + 1)) {
      content.add(alias, random);
    }
    return content;
  }

  ExchangeKeys keys() throws GeneralSecurityException {
    return new ExchangeKeys(
        keyEncryptionKeys(),
        new IdKey(key(ID)),
        new BlindIndexKey(key(BLIND_INDEX)),
        new PageTokenKey(key(PAGE_TOKEN)),
        new SubmissionKey(key(SUBMISSION)));
  }

  List<KeyStoreFile.Entry> entries() throws GeneralSecurityException {
    List<KeyStoreFile.Entry> entries = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      entries.add(new KeyStoreFile.Entry(alias, store.getCreationDate(alias).toInstant()));
    }
    entries.sort(
        Comparator.<KeyStoreFile.Entry>comparingInt(entry -> version(entry.name()))
            .thenComparing(KeyStoreFile.Entry::name));
    return List.copyOf(entries);
  }

  /** The same with a version more. */
  KeyStoreContent withNextKeyEncryptionKey(SecureRandom random) throws GeneralSecurityException {
    add(KEK + (keys().keyEncryptionKeys().lastKey() + 1), random);
    return this;
  }

  /** The same keys under another password; each counts as created now. */
  KeyStoreContent under(char[] another) throws IOException, GeneralSecurityException {
    KeyStore copy = emptyStore();
    copy.load(null, null);
    for (String alias : Collections.list(store.aliases())) {
      copy.setKeyEntry(alias, new SecretKeySpec(key(alias), "AES"), another, null);
    }
    return new KeyStoreContent(copy, another);
  }

  /** What a file holds under the password of this one. */
  KeyStoreContent readAgain(Path file) throws IOException, GeneralSecurityException {
    return read(file, password);
  }

  /** All of it is on disk when this returns. */
  void writeTo(Path file) throws IOException, GeneralSecurityException {
    try (OutputStream stream = Files.newOutputStream(file)) {
      store.store(stream, password);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private void add(String alias, SecureRandom random) throws GeneralSecurityException {
    byte[] key = new byte[SecretBytes.LENGTH];
    random.nextBytes(key);
    store.setKeyEntry(alias, new SecretKeySpec(key, "AES"), password, null);
  }

  private TreeMap<Integer, KeyEncryptionKey> keyEncryptionKeys() throws GeneralSecurityException {
    TreeMap<Integer, KeyEncryptionKey> keks = new TreeMap<>();
    for (String alias : Collections.list(store.aliases())) {
      if (alias.startsWith(KEK)) {
        keks.put(version(alias), new KeyEncryptionKey(key(alias)));
      }
    }
    return keks;
  }

  /** Zero for keys that have no versions. */
  private static int version(String alias) {
    return alias.startsWith(KEK) ? Integer.parseInt(alias.substring(KEK.length())) : 0;
  }

  private byte[] key(String alias) throws GeneralSecurityException {
    if (store.getKey(alias, password) instanceof SecretKey key) {
      return key.getEncoded();
    }
    throw new GeneralSecurityException("Key missing: " + alias);
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    return KeyStore.getInstance("BCFKS", PROVIDER);
  }
}
