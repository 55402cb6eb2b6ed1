/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;

/**
 * What a referral looks for, in codes. Guaranteed: nothing but codes is taken over; whose age is
 * neither recorded nor computable from a whole birth date counts as not known, and so as a minor.
 */
public final class CaseNeeds {
  private static final String ROOT =
      "https://fhir.example.org/supportive-care/StructureDefinition/";
  private static final String SERVICE =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-service";
  private static final int WHOLE_DATE = 10;

  private CaseNeeds() {}

  /**
   * @param country where support is looked for, if the referral names none
   */
  public static Need of(
      ServiceRequest request, Patient person, Optional<String> country, LocalDate today) {
    Optional<String> destination =
        codes(request.getExtension(), "sc-destination-country").findFirst();
    String priority = request.hasPriority() ? request.getPriority().toCode() : "routine";
    return new Need(
        request.getCode().getCoding().stream()
            .filter(coding -> SERVICE.equals(coding.getSystem()) && coding.hasCode())
            .map(Coding::getCode)
            .collect(Collectors.toSet()),
        ageBand(person, today),
        Optional.ofNullable(person.getGender())
            .map(gender -> gender.toCode())
            .filter(gender -> !gender.equals("unknown")),
        languages(request, person),
        destination.or(() -> country),
        Optional.empty(),
        codes(parts(request.getExtension(), "sc-delivery-mode"), "mode").findFirst(),
        // What the law makes of her is for nobody to conclude from a referral.
        Set.of(),
        !priority.equals("routine"));
  }

  /** Where two records contradict each other about being of age, nothing is known. */
  private static Optional<String> ageBand(Patient person, LocalDate today) {
    Set<String> status =
        codes(person.getExtension(), "sc-minor-status").collect(Collectors.toSet());
    boolean adult = status.contains("adult") || status.contains("adult-presumed");
    Optional<String> band =
        codes(person.getExtension(), "sc-age-band")
            .findFirst()
            .or(() -> bandOfBirthDate(person, today))
            .or(() -> adult ? Optional.of("adult-presumed") : Optional.empty());
    boolean doubted = !status.isEmpty() && !adult;
    return band.filter(known -> !doubted || ServedAges.MINOR.contains(known));
  }

  private static Optional<String> bandOfBirthDate(Patient person, LocalDate today) {
    String date = person.getBirthDateElement().getValueAsString();
    return date != null && date.length() == WHOLE_DATE
        ? Optional.of(band(Period.between(LocalDate.parse(date), today).getYears()))
        : Optional.empty();
  }

  private static String band(int years) {
    int[] bounds = {12, 15, 18, 25, 35, 50};
    List<String> bands = List.of("0-11", "12-14", "15-17", "18-24", "25-34", "35-49", "50+");
    int band = 0;
    while (band < bounds.length && years >= bounds[band]) {
      band++;
    }
    return bands.get(band);
  }

  private static Set<String> languages(ServiceRequest request, Patient person) {
    Set<String> languages = new HashSet<>();
    person
        .getCommunication()
        .forEach(spoken -> codes(spoken.getLanguage()).forEach(languages::add));
    Stream.of(request.getExtension(), person.getExtension())
        .flatMap(extensions -> codes(parts(extensions, "sc-interpreter"), "language"))
        .forEach(languages::add);
    return languages;
  }

  private static List<Extension> parts(List<Extension> extensions, String id) {
    return extensions.stream()
        .filter(extension -> (ROOT + id).equals(extension.getUrl()))
        .flatMap(extension -> extension.getExtension().stream())
        .toList();
  }

  /** Of an extension of ours by its id, or of a part by its name. */
  private static Stream<String> codes(List<Extension> extensions, String name) {
    return extensions.stream()
        .filter(
            extension ->
                name.equals(extension.getUrl()) || (ROOT + name).equals(extension.getUrl()))
        .flatMap(extension -> codes(extension.getValue()));
  }

  private static Stream<String> codes(Base value) {
    return value instanceof CodeableConcept concept
        ? concept.getCoding().stream().filter(Coding::hasCode).map(Coding::getCode)
        : Stream.of();
  }
}
