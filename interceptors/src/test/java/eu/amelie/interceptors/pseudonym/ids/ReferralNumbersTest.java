/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.ids;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.pseudonym.keys.Hkdf;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** Disclosure E8: the sender's identifier, keyed anew for each recipient. */
class ReferralNumbersTest {
  private static final byte[] KEY =
      HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  private static final UUID ITEM = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

  private final ReferralNumbers numbers = new ReferralNumbers(KEY);

  @Property(seed = SEED)
  void aNumberLeadsItsOwnOrganisationToItsItemAndNoOtherToIt(
      @ForAll long high, @ForAll long low, @ForAll String organization) {
    UUID item = new UUID(high, low);
    String number = numbers.of(organization, item);

    assertThat(number).matches("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    assertThat(numbers.find(organization, number)).contains(item);
    assertThat(numbers.find(organization + "-gr", number).orElseThrow()).isNotEqualTo(item);
  }

  /** Two items never share one, whatever they are: each number has exactly one item. */
  @Property(seed = SEED)
  void whateverHasTheFormOfANumberIsThatOfExactlyOneItem(
      @ForAll @StringLength(25) @CharRange(from = 'A', to = 'H') String rest) {
    String number = "7" + rest;

    assertThat(numbers.of("shelter-be", numbers.find("shelter-be", number).orElseThrow()))
        .isEqualTo(number);
  }

  @Test
  void e8OfTenThousandItemsAndThreeOrganisationsNoTwoNumbersAreEqualNorAnyAnId() {
    OrganizationIds ids = new OrganizationIds(KEY);
    Set<String> met = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      UUID item = new UUID(0x5c00_0000_0000_4000L, i);
      for (String organization : List.of("shelter-be", "counselling-be", "hospital-gr")) {
        met.add(numbers.of(organization, item));
        assertThat(block(organization, item)).isNotEqualTo(ids.outward(organization, item));
      }
    }
    assertThat(met).hasSize(30_000);
  }

  private UUID block(String organization, UUID item) {
    return new OrganizationPermutation(KEY, "sc-referral-number").forward(organization, item);
  }

  @Test
  void aNumberIsTheBlockUnderAKeyOfItsOwnLabelAndNothingElse() throws Exception {
    byte[] info = "sc-referral-number|shelter-be".getBytes(StandardCharsets.UTF_8);
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
    aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(Hkdf.derive(KEY, null, info, 32), "AES"));
    byte[] block =
        ByteBuffer.allocate(16)
            .putLong(ITEM.getMostSignificantBits())
            .putLong(ITEM.getLeastSignificantBits())
            .array();
    String base32 = new BigInteger(1, aes.doFinal(block)).toString(32).toUpperCase(Locale.ROOT);

    String number = numbers.of("shelter-be", ITEM);

    assertThat(new BigInteger(plain(number), 32)).isEqualTo(new BigInteger(base32, 32));
  }

  /** From Crockford's digits to those that Java counts with. */
  private static String plain(String number) {
    StringBuilder digits = new StringBuilder();
    for (char each : number.toCharArray()) {
      digits.append(
          Character.forDigit(
              "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(each), Character.MAX_RADIX));
    }
    return digits.toString();
  }

  @Test
  void whatIsNoNumberInFormLeadsNowhere() {
    String number = numbers.of("shelter-be", ITEM);
    for (String none :
        List.of(
            "",
            number.substring(1),
            number + "0",
            number.toLowerCase(Locale.ROOT),
            "8" + number.substring(1),
            "0" + "I".repeat(25),
            "0" + "ü".repeat(25),
            ITEM.toString())) {
      assertThat(numbers.find("shelter-be", none)).as(none).isEmpty();
    }
  }

  @Test
  void aReferralAndItsTaskAreNumberedAndWhatTheyBearIsTakenOffAgainAndNothingElse() {
    Identifier own = new Identifier().setSystem("urn:fictional").setValue("F-1");
    ServiceRequest request = new ServiceRequest().addIdentifier(own);
    Task task = new Task();
    Patient patient = new Patient();

    numbers.add("shelter-be", ITEM, request);
    numbers.add("shelter-be", ITEM, task);
    numbers.add("shelter-be", ITEM, patient);

    assertThat(request.getIdentifier())
        .extracting(Identifier::getValue)
        .containsExactly("F-1", numbers.of("shelter-be", ITEM));
    assertThat(task.getIdentifierFirstRep().getSystem()).isEqualTo(ReferralNumbers.SYSTEM);
    assertThat(patient.isEmpty()).isTrue();

    ReferralNumbers.removeFrom(request);
    ReferralNumbers.removeFrom(task);
    ReferralNumbers.removeFrom(patient);

    assertThat(request.getIdentifier()).containsExactly(own);
    assertThat(task.isEmpty()).isTrue();
  }

  @Test
  void whenTheKeyIsTooShortThenItIsRefused() {
    assertThatThrownBy(() -> new ReferralNumbers(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(numbers.toString()).isEqualTo("ReferralNumbers[redacted]");
  }
}
