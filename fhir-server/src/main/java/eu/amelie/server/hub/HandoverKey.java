/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;

/**
 * By what a referral in the other exchange is known to belong to an offer: the same whenever it is
 * derived, so that nothing has to be kept.
 *
 * <p>Guaranteed: it does not tell the offer's id, which is random and of 128 bits. Not guaranteed:
 * that whoever knows that id, the asked coordinator alone, does not know it again.
 */
final class HandoverKey {
  static final String SYSTEM = "https://fhir.example.org/supportive-care/NamingSystem/sc-handover";
  private static final String SHOWN =
      "https://fhir.example.org/supportive-care/NamingSystem/sc-handover-shown";
  private static final String TABLE = "http://terminology.hl7.org/CodeSystem/v2-0203";

  private HandoverKey() {}

  /**
   * @param offer id of the Task as the coordinator who is asked sees it
   */
  static String of(String offer) {
    return digest(SYSTEM + "|" + offer);
  }

  /**
   * What of a case was shown when it was carried.
   *
   * @param versions as the coordinator who is asked counts them: opaque and keyed by the exchange,
   *     so that nobody can try values
   */
  static Identifier shown(String key, List<String> versions) {
    return new Identifier()
        .setSystem(SHOWN)
        .setValue(digest(SHOWN + "|" + key + "|" + String.join("|", versions)));
  }

  static Optional<String> shownIn(List<Identifier> identifiers) {
    return value(SHOWN, identifiers);
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  static Identifier placer(String key) {
    return new Identifier()
        .setType(new CodeableConcept(new Coding(TABLE, "PLAC", null)))
        .setSystem(SYSTEM)
        .setValue(key);
  }

  static Optional<String> in(List<Identifier> identifiers) {
    return value(SYSTEM, identifiers);
  }

  private static Optional<String> value(String system, List<Identifier> identifiers) {
    return identifiers.stream()
        .filter(identifier -> system.equals(identifier.getSystem()) && identifier.hasValue())
        .map(Identifier::getValue)
        .findFirst();
  }
}
