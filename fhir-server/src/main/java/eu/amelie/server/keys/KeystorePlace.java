/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys;

import eu.amelie.interceptors.pseudonym.keys.KeyStoreFile;
import eu.amelie.server.database.StartRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * A keystore and how to come by its password, which is asked for each time and kept nowhere.
 *
 * @param password throws StartRefusedException where it cannot be had
 */
public record KeystorePlace(Path file, Supplier<char[]> password) {
  private static final int PASSWORD_BYTES = 32;
  private static final int SHORTEST_PASSWORD = 16;

  /** The one that is configured; throws StartRefusedException where none is. */
  public static KeystorePlace configured(KeySettings settings) {
    boolean inFile = !settings.keystorePasswordFile().isBlank();
    if (settings.keystore().isBlank() || (!inFile && settings.keystorePassword().isBlank())) {
      throw new StartRefusedException(
          "No keys are configured: set AMELIE_KEYSTORE and AMELIE_KEYSTORE_PASSWORD_FILE.");
    }
    Path file = Path.of(settings.keystore());
    return inFile
        ? new KeystorePlace(file, () -> read(Path.of(settings.keystorePasswordFile())))
        : new KeystorePlace(file, () -> settings.keystorePassword().toCharArray());
  }

  /** The sandbox's own, with its password in a file beside it. */
  public static KeystorePlace sandbox(Path dataDirectory) {
    return new KeystorePlace(
        dataDirectory.resolve("keys/keystore.bcfks"), () -> read(passwordFile(dataDirectory)));
  }

  /** The same, made on first start with a random password; readable by the owner only. */
  static KeystorePlace sandbox(Path dataDirectory, SecureRandom random) {
    Path passwordFile = passwordFile(dataDirectory);
    try {
      if (!Files.exists(passwordFile)) {
        Files.createDirectories(passwordFile.getParent());
        byte[] password = new byte[PASSWORD_BYTES];
        random.nextBytes(password);
        Files.createFile(
            passwordFile,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, HexFormat.of().formatHex(password));
      }
    } catch (IOException e) {
      throw new StartRefusedException(
          "The keys in " + passwordFile.getParent() + " cannot be made.", e);
    }
    KeystorePlace place = sandbox(dataDirectory);
    if (!Files.exists(place.file())) {
      KeyStoreFile.create(place.file(), place.password().get(), random);
    }
    return place;
  }

  /** A password that a keystore may be put under. */
  public static char[] newPassword(Path file) {
    return longEnough(read(file));
  }

  /** Throws StartRefusedException where it is too short. */
  public static char[] longEnough(char[] password) {
    if (password.length < SHORTEST_PASSWORD) {
      throw new StartRefusedException(
          "The password is too short: " + SHORTEST_PASSWORD + " characters or more.");
    }
    return password;
  }

  private static Path passwordFile(Path dataDirectory) {
    return dataDirectory.resolve("keys/keystore.password");
  }

  private static char[] read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip().toCharArray();
    } catch (IOException e) {
      throw new StartRefusedException("The file with the keystore's password cannot be read.", e);
    }
  }
}
