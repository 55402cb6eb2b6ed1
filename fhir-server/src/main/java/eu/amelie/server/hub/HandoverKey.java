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
  private static final String TABLE = "http://terminology.hl7.org/CodeSystem/v2-0203";

  private HandoverKey() {}

  /**
   * @param offer id of the Task as the coordinator who is asked sees it
   */
  static String of(String offer) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((SYSTEM + "|" + offer).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
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
    return identifiers.stream()
        .filter(identifier -> SYSTEM.equals(identifier.getSystem()) && identifier.hasValue())
        .map(Identifier::getValue)
        .findFirst();
  }
}
