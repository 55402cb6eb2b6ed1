/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.pseudonym.keys.IdKey;
import eu.amelie.interceptors.pseudonym.vault.DataKeyArchive.Content;
import eu.amelie.interceptors.pseudonym.vault.DataKeyArchive.Entry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Data keys in a file: all of them come back as they were, or nothing does. */
class DataKeyArchiveTest {
  private static final Instant TAKEN = Instant.parse("2031-02-03T04:05:06.789Z");

  private final SecureRandom random = new SecureRandom();
  private final DataKeyArchive archive = new DataKeyArchive(key(1), random);

  private static IdKey key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return new IdKey(bytes);
  }

  private static Entry entry(long person, String custodian, byte[] wrapped) {
    return new Entry(
        new DataKeyOwner(new UUID(0x5c00_0000_0000_4000L, person).toString(), custodian),
        new WrappedDataKey(new KeyVersion("keystore", 3), wrapped));
  }

  @Property(tries = 200, seed = SEED)
  void whatWasSealedOpensAsItWas(
      @ForAll long person,
      @ForAll String custodian,
      @ForAll @Size(max = 80) byte[] wrapped,
      @ForAll @IntRange(max = 4) int count) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(person + i, custodian, wrapped));
    }

    Content opened = archive.open(archive.seal(new Content(TAKEN, entries))).orElseThrow();

    assertThat(opened.taken()).isEqualTo(TAKEN);
    assertThat(opened.entries()).hasSize(count);
    for (int i = 0; i < count; i++) {
      assertThat(opened.entries().get(i).owner()).isEqualTo(entries.get(i).owner());
      assertThat(opened.entries().get(i).key().version()).isEqualTo(new KeyVersion("keystore", 3));
      assertThat(opened.entries().get(i).key().bytes()).isEqualTo(wrapped);
    }
  }

  @Test
  void whateverByteIsChangedOrMissingNothingOpens() {
    byte[] file = archive.seal(new Content(TAKEN, List.of(entry(1, "hospital-be", new byte[60]))));
    assertThat(archive.open(file)).isPresent();

    for (int i = 0; i < file.length; i++) {
      byte[] changed = file.clone();
      changed[i] ^= 1;
      assertThat(archive.open(changed)).as("byte %d", i).isEmpty();
      assertThat(archive.open(Arrays.copyOf(file, i))).as("up to byte %d", i).isEmpty();
    }
    assertThat(archive.open(Arrays.copyOf(file, file.length + 1))).isEmpty();
  }

  @Test
  void underAnotherKeystoreNothingOpens() {
    byte[] file = archive.seal(new Content(TAKEN, List.of(entry(1, "hospital-be", new byte[60]))));

    assertThat(new DataKeyArchive(key(2), random).open(file)).isEmpty();
    assertThat(new DataKeyArchive(key(1), random).open(file)).isPresent();
  }

  @Test
  void theFileNamesNobody() {
    Entry entry = entry(1, "hospital-be", "wrapped-bytes".getBytes(StandardCharsets.US_ASCII));

    String file =
        new String(archive.seal(new Content(TAKEN, List.of(entry))), StandardCharsets.ISO_8859_1);

    assertThat(file).startsWith("sc-data-keys-1\n").doesNotContain("hospital", "wrapped", "2031");
    assertThat(archive.toString()).isEqualTo("DataKeyArchive[redacted]");
  }
}
