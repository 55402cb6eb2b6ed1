/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import eu.amelie.server.paper.PaperTexts;
import eu.amelie.terminology.Language;
import eu.amelie.terminology.LocalCode;
import eu.amelie.terminology.TerminologyCatalog;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;

/**
 * Values as a person reads them, in her language. What a code of ours is called is taken from the
 * catalogue, in short words where it has them; a code that only machines need (status of a record,
 * category) is left to the data file.
 */
final class PlainWords {
  private static final String LANGUAGES = "urn:ietf:bcp:47";
  private static final Set<String> FOR_MACHINES =
      Set.of("http://terminology.hl7.org/", "http://hl7.org/fhir/");
  private static final String CLASSIFICATIONS = "http://hl7.org/fhir/sid/";
  private static final int DAY_LENGTH = 10;
  private static final int MINUTE_LENGTH = 16;
  private final TerminologyCatalog catalog;
  private final PaperTexts texts;
  private final Language language;

  PlainWords(TerminologyCatalog catalog, PaperTexts texts) {
    this.catalog = catalog;
    this.texts = texts;
    this.language = Language.of(texts.language()).orElse(Language.EN);
  }

  /** Empty for what has no words of its own: it is made of parts, or for machines. */
  Optional<String> of(Base value) {
    String words =
        value instanceof PrimitiveType<?> primitive ? ofPrimitive(primitive) : ofWhole(value);
    return Optional.ofNullable(words).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** Whether it is told as one, or not at all: its parts add nothing. */
  static boolean isWhole(Base value) {
    return value instanceof PrimitiveType
        || value instanceof CodeableConcept
        || value instanceof Coding
        || value instanceof HumanName
        || value instanceof Address
        || value instanceof ContactPoint
        || value instanceof Period
        || value instanceof Quantity
        || value instanceof Attachment
        || value instanceof Narrative;
  }

  private String ofWhole(Base value) {
    if (value instanceof CodeableConcept concept) {
      return joined(
          Stream.concat(
              Stream.ofNullable(concept.getText()), concept.getCoding().stream().map(this::code)));
    }
    if (value instanceof Coding coding) {
      return code(coding);
    }
    if (value instanceof HumanName name) {
      return joined(Stream.of(nullToEmpty(name.getText()), name.getNameAsSingleString()));
    }
    if (value instanceof Address address) {
      return address(address);
    }
    if (value instanceof ContactPoint contact) {
      return contact.getValue();
    }
    if (value instanceof Period period) {
      return of(period.getStartElement()).orElse("")
          + " \u2013 "
          + of(period.getEndElement()).orElse("");
    }
    if (value instanceof Quantity quantity) {
      return quantity(quantity);
    }
    if (value instanceof Attachment attachment) {
      return joined(
          Stream.of(nullToEmpty(attachment.getTitle()), nullToEmpty(attachment.getContentType())));
    }
    return value instanceof Narrative narrative && narrative.hasDiv()
        ? narrative.getDiv().allText()
        : null;
  }

  private String ofPrimitive(PrimitiveType<?> value) {
    if (!value.hasValue() || value instanceof Base64BinaryType) {
      return null;
    }
    if (value instanceof BooleanType truth) {
      return texts.of(truth.booleanValue() ? "yes" : "no");
    }
    if (value instanceof BaseDateTimeType time) {
      return time(time.getValueAsString());
    }
    if (value instanceof Enumeration<?>) {
      return texts.find("code." + value.getValueAsString()).orElse(null);
    }
    if (value instanceof UriType) {
      return null;
    }
    String text = value.getValueAsString();
    return value instanceof CodeType ? texts.find("code." + text).orElse(text) : text;
  }

  private String time(String text) {
    if (text.length() < DAY_LENGTH) {
      return text;
    }
    String day = texts.date(LocalDate.parse(text.substring(0, DAY_LENGTH)));
    return text.length() < MINUTE_LENGTH
        ? day
        : day + ", " + text.substring(DAY_LENGTH + 1, MINUTE_LENGTH);
  }

  private String code(Coding coding) {
    String code = nullToEmpty(coding.getCode());
    String system = nullToEmpty(coding.getSystem());
    Optional<LocalCode> ours = catalog.find(system, code);
    if (ours.isPresent()) {
      return ours.get().plain().orElseGet(ours.get()::displays).inOrEnglish(language);
    }
    if (system.equals(LANGUAGES)) {
      return Locale.forLanguageTag(code).getDisplayLanguage(texts.locale());
    }
    if (coding.hasDisplay()) {
      return coding.getDisplay();
    }
    boolean machine =
        FOR_MACHINES.stream().anyMatch(system::startsWith) && !system.startsWith(CLASSIFICATIONS);
    return machine ? "" : code;
  }

  private String address(Address address) {
    String country = nullToEmpty(address.getCountry());
    Stream<String> parts =
        Stream.of(
                Stream.of(nullToEmpty(address.getText())),
                address.getLine().stream().map(StringType::getValue),
                Stream.of(
                    nullToEmpty(address.getPostalCode()),
                    nullToEmpty(address.getCity()),
                    nullToEmpty(address.getDistrict()),
                    nullToEmpty(address.getState()),
                    country.matches("[A-Za-z]{2}")
                        ? new Locale.Builder()
                            .setRegion(country)
                            .build()
                            .getDisplayCountry(texts.locale())
                        : country))
            .flatMap(part -> part);
    return joined(parts);
  }

  private static String quantity(Quantity quantity) {
    String unit = quantity.hasUnit() ? quantity.getUnit() : nullToEmpty(quantity.getCode());
    return quantity.hasValue() ? quantity.getValueElement().getValueAsString() + " " + unit : unit;
  }

  /** Each once. */
  private static String joined(Stream<String> parts) {
    return parts
        .filter(part -> part != null && !part.isBlank())
        .collect(Collectors.toCollection(LinkedHashSet::new))
        .stream()
        .collect(Collectors.joining(", "));
  }

  private static String nullToEmpty(String text) {
    return text == null ? "" : text;
  }
}
