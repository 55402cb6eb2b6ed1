/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A keystore file that another process may rotate. The file is looked at when a call comes and the
 * last look is older than the interval; it is opened only where it has changed. Thread-safe.
 *
 * <p>Guaranteed: what was opened once stays in use until a file stands there that opens whole and
 * holds the same keys and perhaps other versions of the key-encryption key. A file that is missing,
 * does not open or is another exchange's changes nothing, and is told of at each look. Not
 * guaranteed: that taking the file away stops a server which has opened it; stop the server.
 */
public final class WatchedKeyStore implements KeyRing {
  private final Path file;
  private final Supplier<char[]> password;
  private final Duration interval;
  private final InstantSource clock;
  private final Consumer<IdentityUnavailableException> alarm;
  private final ReentrantLock looking = new ReentrantLock();

  private volatile ExchangeKeys keys;
  private volatile Instant looked;
  private volatile Seen seen;

  /** How a file looks from outside, and whether it could be used. */
  private record Seen(Object file, Instant changed, long size, boolean usable) {
    boolean looksLike(Seen other) {
      return file.equals(other.file) && changed.equals(other.changed) && size == other.size;
    }

    Seen unusable() {
      return new Seen(file, changed, size, false);
    }
  }

  /**
   * Opens the file; throws IdentityUnavailableException if that cannot be done.
   *
   * @param password asked for each time the file is opened
   * @param interval how long a change may stay unseen by {@link #now}
   * @param alarm hears why a changed file is not used
   */
  public WatchedKeyStore(
      Path file,
      Supplier<char[]> password,
      Duration interval,
      InstantSource clock,
      Consumer<IdentityUnavailableException> alarm) {
    this.file = file;
    this.password = password;
    this.interval = interval;
    this.clock = clock;
    this.alarm = alarm;
    this.looked = clock.instant();
    this.seen = outside();
    this.keys = KeyStoreFile.open(file, password.get());
  }

  @Override
  public ExchangeKeys now() {
    // While one looks, the others go on with what is known.
    if (isDue() && looking.tryLock()) {
      try {
        look();
      } finally {
        looking.unlock();
      }
    }
    return keys;
  }

  @Override
  public ExchangeKeys lookAgain() {
    looking.lock();
    try {
      look();
    } finally {
      looking.unlock();
    }
    return keys;
  }

  private boolean isDue() {
    return !clock.instant().isBefore(looked.plus(interval));
  }

  /** A file that could not be used is tried again when it changes, else once in an interval. */
  private void look() {
    boolean due = isDue();
    if (due) {
      looked = clock.instant();
    }
    Seen before = seen;
    try {
      Seen outside = outside();
      if (outside.looksLike(before) && (before.usable() || !due)) {
        return;
      }
      seen = outside.unusable();
      ExchangeKeys fresh = KeyStoreFile.open(file, password.get());
      if (!fresh.continues(keys)) {
        throw new IdentityUnavailableException("The keystore holds other keys than before");
      }
      keys = fresh;
      seen = outside;
    } catch (IdentityUnavailableException e) {
      alarm.accept(e);
    }
  }

  private Seen outside() {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      Object id = found.fileKey() == null ? file : found.fileKey();
      return new Seen(id, found.lastModifiedTime().toInstant(), found.size(), true);
    } catch (IOException e) {
      throw new IdentityUnavailableException("The keystore cannot be seen", e);
    }
  }
}
