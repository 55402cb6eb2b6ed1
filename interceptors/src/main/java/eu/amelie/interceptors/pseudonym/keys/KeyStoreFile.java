/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/**
 * The keystore file, in Bouncy Castle's BCFKS format.
 *
 * <p>Guaranteed: a wrong password or a changed file opens nothing; creation never replaces a file
 * that exists, also when two processes start at once; the file is readable by its owner only. A
 * change replaces the file whole or not at all, whatever is killed, and of two at once both count
 * or one refuses. Every failure is an IdentityUnavailableException.
 */
public final class KeyStoreFile {
  /**
   * What a keystore tells about a key without giving it away.
   *
   * @param name the alias, such as {@code id} or {@code kek-2}
   */
  public record Entry(String name, Instant created) {}

  private KeyStoreFile() {}

  /** Opens the file, which must give every key. */
  public static ExchangeKeys open(Path file, char[] password) {
    try {
      return KeyStoreContent.read(file, password).keys();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new IdentityUnavailableException("The keystore cannot be opened", e);
    }
  }

  /** What the file holds, by name. */
  public static List<Entry> entries(Path file, char[] password) {
    try {
      return KeyStoreContent.read(file, password).entries();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new IdentityUnavailableException("The keystore cannot be opened", e);
    }
  }

  /** Creates the file with fresh keys where none stands, and opens it in either case. */
  public static ExchangeKeys createIfAbsent(Path file, char[] password, SecureRandom random) {
    if (!Files.exists(file)) {
      // Where another process was first, its keys are as good as ours.
      create(file, password, random);
    }
    return open(file, password);
  }

  /** Creates the file with fresh keys; false, and nothing is changed, where one stands. */
  public static boolean create(Path file, char[] password, SecureRandom random) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path draft = draft(folder);
      try {
        KeyStoreContent.fresh(password, random).writeTo(draft);
        // A hard link, because unlike a move it fails where another process was first.
        Files.createLink(file, draft);
        force(folder);
      } finally {
        Files.delete(draft);
      }
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException | GeneralSecurityException e) {
      throw new IdentityUnavailableException("The keystore cannot be created", e);
    }
  }

  /**
   * Adds a version of the key-encryption key, which is the current one from then on. Nothing else
   * changes; servers that run notice it.
   *
   * @return the new version
   */
  public static int rotate(Path file, char[] password, SecureRandom random) {
    return change(file, password, content -> content.withNextKeyEncryptionKey(random))
        .keyEncryptionKeys()
        .lastKey();
  }

  /** Lets the same keys be opened by another password, and by the old one no longer. */
  public static void changePassword(Path file, char[] password, char[] another) {
    change(file, password, content -> content.under(another));
  }

  /** What becomes of a keystore. */
  private interface Change {
    KeyStoreContent of(KeyStoreContent content) throws IOException, GeneralSecurityException;
  }

  private static ExchangeKeys change(Path file, char[] password, Change change) {
    try {
      // What a link points to is replaced, not the link.
      Path place = file.toRealPath();
      Path lock = place.resolveSibling(place.getFileName() + ".lock");
      try (FileChannel held =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        held.lock();
        return replace(place, change.of(KeyStoreContent.read(place, password)));
      }
    } catch (OverlappingFileLockException e) {
      throw new IdentityUnavailableException("The keystore is being changed already", e);
    } catch (IOException | GeneralSecurityException e) {
      throw new IdentityUnavailableException("The keystore cannot be changed", e);
    }
  }

  private static ExchangeKeys replace(Path file, KeyStoreContent content)
      throws IOException, GeneralSecurityException {
    Path draft = draft(file.getParent());
    try {
      content.writeTo(draft);
      // Whoever changes it, the server must still be able to read it.
      if (!Files.getOwner(draft).equals(Files.getOwner(file))) {
        Files.setOwner(draft, Files.getOwner(file));
      }
      Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(file));
      // Proves that what goes into place opens, before the old file is gone.
      ExchangeKeys keys = content.readAgain(draft).keys();
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(file.getParent());
      return keys;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static Path draft(Path folder) throws IOException {
    return Files.createTempFile(
        folder,
        ".keys",
        null,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /** The new name, too, is on disk before anything is wrapped with what it holds. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
