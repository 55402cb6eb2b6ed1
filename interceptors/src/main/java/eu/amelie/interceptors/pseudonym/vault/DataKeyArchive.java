/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import eu.amelie.interceptors.pseudonym.keys.Aead;
import eu.amelie.interceptors.pseudonym.keys.Hkdf;
import eu.amelie.interceptors.pseudonym.keys.IdKey;
import eu.amelie.interceptors.pseudonym.keys.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A backup of wrapped data keys, as a file: they stay wrapped, and the whole is sealed under a key
 * by HKDF-SHA256 from the id key with info {@code sc-data-key-archive}, so that neither whose they
 * are nor how many for whom can be read off it.
 *
 * <p>Guaranteed: what opens was sealed under the same keystore, whole and unchanged, and is as old
 * as it says. Not guaranteed: that the keys in it open; they need the key-encryption keys of their
 * versions.
 */
public final class DataKeyArchive {
  private static final String LABEL = "sc-data-key-archive";
  private static final byte[] FORMAT = "sc-data-keys-1\n".getBytes(StandardCharsets.US_ASCII);

  /** A wrapped key and whose it is. */
  public record Entry(DataKeyOwner owner, WrappedDataKey key) {}

  /**
   * What a file holds.
   *
   * @param taken no key in it was destroyed before this, as far as was committed then
   */
  public record Content(Instant taken, List<Entry> entries) {
    public Content {
      entries = List.copyOf(entries);
    }
  }

  private static final class ArchiveKey extends SecretBytes {
    private ArchiveKey(IdKey key) {
      super(
          Hkdf.derive(key.exposedBytes(), null, LABEL.getBytes(StandardCharsets.US_ASCII), LENGTH));
    }
  }

  private final ArchiveKey key;
  private final SecureRandom random;

  /** Seals under a key derived from this one, with nonces from this source. */
  public DataKeyArchive(IdKey key, SecureRandom random) {
    this.key = new ArchiveKey(key);
    this.random = random;
  }

  /** The bytes of the file. */
  public byte[] seal(Content content) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(plain)) {
      out.writeLong(content.taken().toEpochMilli());
      out.writeInt(content.entries().size());
      for (Entry entry : content.entries()) {
        write(out, entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] sealed = Aead.seal(key, random, plain.toByteArray(), FORMAT);
    byte[] file = new byte[FORMAT.length + sealed.length];
    System.arraycopy(FORMAT, 0, file, 0, FORMAT.length);
    System.arraycopy(sealed, 0, file, FORMAT.length, sealed.length);
    return file;
  }

  /** Empty where it is no such file, was changed, or was sealed under another keystore. */
  public Optional<Content> open(byte[] file) {
    if (!startsWithFormat(file)) {
      return Optional.empty();
    }
    byte[] sealed = Arrays.copyOfRange(file, FORMAT.length, file.length);
    return Aead.open(key, sealed, FORMAT).map(DataKeyArchive::read);
  }

  private static boolean startsWithFormat(byte[] file) {
    return file.length > FORMAT.length
        && Arrays.equals(file, 0, FORMAT.length, FORMAT, 0, FORMAT.length);
  }

  private static void write(DataOutputStream out, Entry entry) throws IOException {
    UUID person = UUID.fromString(entry.owner().person());
    out.writeLong(person.getMostSignificantBits());
    out.writeLong(person.getLeastSignificantBits());
    out.writeUTF(entry.owner().custodian());
    out.writeUTF(entry.key().version().keeper());
    out.writeInt(entry.key().version().number());
    byte[] wrapped = entry.key().bytes();
    out.writeInt(wrapped.length);
    out.write(wrapped);
  }

  /** What was sealed by us has the form that we gave it. */
  private static Content read(byte[] plain) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
      Instant taken = Instant.ofEpochMilli(in.readLong());
      int count = in.readInt();
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        DataKeyOwner owner =
            new DataKeyOwner(new UUID(in.readLong(), in.readLong()).toString(), in.readUTF());
        KeyVersion version = new KeyVersion(in.readUTF(), in.readInt());
        byte[] wrapped = in.readNBytes(in.readInt());
        entries.add(new Entry(owner, new WrappedDataKey(version, wrapped)));
      }
      return new Content(taken, entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "DataKeyArchive[redacted]";
  }
}
