/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.ids;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.pseudonym.keys.Hkdf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

class OrganizationIdsTest {
  private static final byte[] KEY =
      HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

  private final OrganizationIds ids = new OrganizationIds(KEY);

  @Property(seed = SEED)
  void inwardUndoesOutwardAndOutwardUndoesInward(
      @ForAll long high, @ForAll long low, @ForAll String organization) {
    UUID id = new UUID(high, low);
    assertThat(ids.inward(organization, ids.outward(organization, id))).isEqualTo(id);
    assertThat(ids.outward(organization, ids.inward(organization, id))).isEqualTo(id);
  }

  @Property(seed = SEED)
  void e8TwoOrganisationsSeeDifferentIdsAndNeitherTheInternalOne(
      @ForAll long high, @ForAll long low) {
    UUID id = new UUID(high, low);
    assertThat(ids.outward("shelter-be", id)).isNotEqualTo(ids.outward("shelter-gr", id));
    assertThat(ids.outward("shelter-be", id)).isNotEqualTo(id);
    assertThat(ids.inward("shelter-gr", ids.outward("shelter-be", id))).isNotEqualTo(id);
  }

  /** FIPS-197, appendix C.3. */
  @Test
  void aes256AgreesWithThePublishedVector() {
    AESEngine aes = (AESEngine) AESEngine.newInstance();
    aes.init(true, new KeyParameter(KEY));
    byte[] block = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
    aes.processBlock(block, 0, block, 0);
    assertThat(block).asHexString().isEqualTo("8EA2B7CA516745BFEAFC49904B496089");
  }

  @Test
  void outwardIsTheBlockUnderTheDerivedKeyAndNothingElse() throws Exception {
    byte[] info = "sc-id|shelter-be".getBytes(StandardCharsets.UTF_8);
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
    aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(Hkdf.derive(KEY, null, info, 32), "AES"));
    UUID id = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    byte[] block =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    ByteBuffer expected = ByteBuffer.wrap(aes.doFinal(block));

    assertThat(ids.outward("shelter-be", id))
        .isEqualTo(new UUID(expected.getLong(), expected.getLong()));
  }

  @Test
  void whenTheKeyIsTooShortThenItIsRefused() {
    assertThatThrownBy(() -> new OrganizationIds(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ids.toString()).isEqualTo("OrganizationIds[redacted]");
  }
}
