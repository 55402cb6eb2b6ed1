/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.ids;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/**
 * The number under which a recipient files and quotes a referral: its sender's own identifier,
 * keyed anew for each organisation. {@code AES-256(K_org, uuid)} of the item's internal id, with
 * {@code K_org} by HKDF-SHA256 from the id key and info {@code sc-referral-number|organisation}, as
 * 26 characters of Crockford's base 32. Thread-safe.
 *
 * <p>Guaranteed: as long as the item is there, the same for the same organisation; no two items of
 * one organisation have the same; without the key the numbers of two organisations cannot be
 * linked, nor a number with an id, nor can one be made from the sender's identifier. Not
 * guaranteed: that anything bears a number that was made up; absence comes from the look-up.
 */
public final class ReferralNumbers {
  public static final String SYSTEM =
      "https://fhir.example.org/supportive-care/NamingSystem/sc-referral-number";

  private static final Set<String> NUMBERED = Set.of("ServiceRequest", "Task");
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int DIGIT_BITS = 5;
  private static final int LENGTH = 26;
  private static final int BLOCK_BITS = 128;

  private final OrganizationPermutation permutation;

  /**
   * @param idKey copied; 32 bytes
   */
  public ReferralNumbers(byte[] idKey) {
    this.permutation = new OrganizationPermutation(idKey, "sc-referral-number");
  }

  /** Whether resources of this type bear one. */
  public static boolean isNumbered(String type) {
    return NUMBERED.contains(type);
  }

  /** The organisation's own number of the item with this internal id. */
  public String of(String organization, UUID internal) {
    UUID block = permutation.forward(organization, internal);
    BigInteger rest =
        new BigInteger(
            1,
            ByteBuffer.allocate(BLOCK_BITS / Byte.SIZE)
                .putLong(block.getMostSignificantBits())
                .putLong(block.getLeastSignificantBits())
                .array());
    StringBuilder digits = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      digits.append(DIGITS.charAt(rest.intValue() & (DIGITS.length() - 1)));
      rest = rest.shiftRight(DIGIT_BITS);
    }
    return digits.reverse().toString();
  }

  /** The internal id that the organisation means by this; empty for what is none in form. */
  public Optional<UUID> find(String organization, String number) {
    if (number.length() != LENGTH) {
      return Optional.empty();
    }
    BigInteger block = BigInteger.ZERO;
    for (int i = 0; i < LENGTH; i++) {
      int digit = DIGITS.indexOf(number.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      block = block.shiftLeft(DIGIT_BITS).or(BigInteger.valueOf(digit));
    }
    return block.bitLength() > BLOCK_BITS
        ? Optional.empty()
        : Optional.of(
            permutation.back(
                organization,
                new UUID(block.shiftRight(Long.SIZE).longValue(), block.longValue())));
  }

  /** Changes the resource in place; one of another type bears none. */
  public void add(String organization, UUID internal, Resource resource) {
    if (isNumbered(resource.fhirType())) {
      identifiers(resource)
          .add(new Identifier().setSystem(SYSTEM).setValue(of(organization, internal)));
    }
  }

  /** What the exchange adds is not stored when a sender gives it back, or makes it up. */
  public static void removeFrom(Resource resource) {
    identifiers(resource).removeIf(identifier -> SYSTEM.equals(identifier.getSystem()));
  }

  private static List<Identifier> identifiers(Resource resource) {
    if (resource instanceof ServiceRequest request) {
      return request.getIdentifier();
    }
    return resource instanceof Task task ? task.getIdentifier() : new ArrayList<>();
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "ReferralNumbers[redacted]";
  }
}
