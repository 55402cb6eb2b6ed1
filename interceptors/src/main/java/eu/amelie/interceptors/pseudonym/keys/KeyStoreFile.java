/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The keystore file, in Bouncy Castle's BCFKS format (AES-CCM and an HMAC over the whole, by a key
 * derived from the password). Aliases: {@code id}, {@code blind-index}, {@code page-token}, {@code
 * submission}, {@code kek-1}, {@code kek-2}…
 *
 * <p>Guaranteed: a wrong password or a changed file opens nothing; creation never replaces a file
 * that exists, also when two processes start at once; the file is readable by its owner only. The
 * provider is not installed in the JVM.
 */
public final class KeyStoreFile {
  private static final String ID = "id";
  private static final String BLIND_INDEX = "blind-index";
  private static final String PAGE_TOKEN = "page-token";
  private static final String SUBMISSION = "submission";
  private static final String KEK = "kek-";
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private KeyStoreFile() {}

  /** Opens the file; throws IdentityUnavailableException if it cannot give every key. */
  public static ExchangeKeys open(Path file, char[] password) {
    try (InputStream stream = Files.newInputStream(file)) {
      KeyStore store = emptyStore();
      store.load(stream, password);
      TreeMap<Integer, KeyEncryptionKey> keks = new TreeMap<>();
      for (String alias : Collections.list(store.aliases())) {
        if (alias.startsWith(KEK)) {
          int version = Integer.parseInt(alias.substring(KEK.length()));
          keks.put(version, new KeyEncryptionKey(key(store, alias, password)));
        }
      }
      return new ExchangeKeys(
          keks,
          new IdKey(key(store, ID, password)),
          new BlindIndexKey(key(store, BLIND_INDEX, password)),
          new PageTokenKey(key(store, PAGE_TOKEN, password)),
          new SubmissionKey(key(store, SUBMISSION, password)));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new IdentityUnavailableException("The keystore cannot be opened", e);
    }
  }

  /** Creates the file with fresh keys where none stands, and opens it in either case. */
  public static ExchangeKeys createIfAbsent(Path file, char[] password, SecureRandom random) {
    if (!Files.exists(file)) {
      create(file, password, random);
    }
    return open(file, password);
  }

  private static void create(Path file, char[] password, SecureRandom random) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path draft =
          Files.createTempFile(
              folder,
              ".keys",
              null,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        write(draft, password, random);
        // A hard link, because unlike a move it fails where another process was first.
        Files.createLink(file, draft);
      } finally {
        Files.delete(draft);
      }
    } catch (FileAlreadyExistsException e) {
      // The other's keys are as good as ours.
    } catch (IOException e) {
      throw new UncheckedIOException("The keystore cannot be created", e);
    } catch (GeneralSecurityException e) {
      throw new IdentityUnavailableException("The keystore cannot be created", e);
    }
  }

  private static void write(Path draft, char[] password, SecureRandom random)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    store.load(null, null);
    for (String alias : List.of(ID, BLIND_INDEX, PAGE_TOKEN, SUBMISSION, KEK + 1)) {
      byte[] key = new byte[SecretBytes.LENGTH];
      random.nextBytes(key);
      store.setKeyEntry(alias, new SecretKeySpec(key, "AES"), password, null);
    }
    try (OutputStream stream = Files.newOutputStream(draft)) {
      store.store(stream, password);
    }
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    return KeyStore.getInstance("BCFKS", PROVIDER);
  }

  private static byte[] key(KeyStore store, String alias, char[] password)
      throws GeneralSecurityException {
    if (store.getKey(alias, password) instanceof SecretKey key) {
      return key.getEncoded();
    }
    throw new GeneralSecurityException("Key missing: " + alias);
  }
}
