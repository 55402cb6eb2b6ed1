/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import eu.amelie.profiles.KnownCodes;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.Reference;

/**
 * What a technical address may say, by allow-list. Guaranteed: it leads over TLS to a name of the
 * public internet, and holds no credentials, no person, no words but a name, and no query in which
 * others could be told something; of an organisation that keeps a place confidential it has no
 * identifier and no dates either. Not guaranteed: that the name leads anywhere, or to nobody's own
 * machine: the exchange itself never calls a technical address.
 */
final class TechnicalAddresses {
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

  /** A last label of letters: no number that is an address, no name of a local network. */
  private static final Pattern URL =
      Pattern.compile(
          "https://(?=[^/:]{1,253}(?:[/:]|$))(?:"
              + LABEL
              + "\\.)+[A-Za-z]{2,63}(?::[0-9]{1,5})?(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,63})*/?");

  private static final Pattern NOT_PUBLIC =
      Pattern.compile(
          "https://[^/:]*\\.(?:local|localhost|localdomain|internal|intranet|lan|home|corp|arpa)"
              + "(?:[/:].*)?",
          Pattern.CASE_INSENSITIVE);
  private static final int LONGEST = 500;
  private static final Pattern MIME_TYPE =
      Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,60}/[A-Za-z0-9!#$&^_.+-]{1,60}");

  private final KnownCodes known;

  TechnicalAddresses(KnownCodes known) {
    this.known = known;
  }

  static boolean isFit(String url) {
    return url != null
        && url.length() <= LONGEST
        && URL.matcher(url).matches()
        && !NOT_PUBLIC.matcher(url).matches();
  }

  /**
   * Another one, which has of the technical address what may be told.
   *
   * @param confidential whether its organisation keeps a place confidential
   */
  Endpoint told(Endpoint entry, boolean confidential) {
    Endpoint told = new Endpoint();
    told.setId(entry.getIdElement());
    told.setStatus(entry.getStatus());
    if (entry.hasConnectionType() && mayBeTold(entry.getConnectionType(), confidential)) {
      told.setConnectionType(code(entry.getConnectionType()));
    }
    told.setName(entry.getName());
    if (entry.getManagingOrganization().hasReference()) {
      told.setManagingOrganization(new Reference(entry.getManagingOrganization().getReference()));
    }
    for (CodeableConcept type : entry.getPayloadType()) {
      CodeableConcept kept = told.addPayloadType();
      type.getCoding().stream()
          .filter(coding -> mayBeTold(coding, confidential))
          .forEach(coding -> kept.addCoding(code(coding)));
    }
    entry.getPayloadMimeType().stream()
        .filter(type -> type.hasValue() && MIME_TYPE.matcher(type.getValue()).matches())
        .forEach(type -> told.addPayloadMimeType(type.getValue()));
    if (isFit(entry.getAddress())) {
      told.setAddress(entry.getAddress());
    }
    if (!confidential) {
      entry.getIdentifier().forEach(told::addIdentifier);
      told.setPeriod(entry.hasPeriod() ? entry.getPeriod() : null);
    }
    return told;
  }

  private boolean mayBeTold(Coding coding, boolean confidential) {
    return !confidential || known.contains(coding.getSystem(), coding.getCode());
  }

  private static Coding code(Coding coding) {
    return new Coding(coding.getSystem(), coding.getCode(), null);
  }
}
