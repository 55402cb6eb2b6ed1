/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.ExchangeException.Issue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/**
 * Reads a need. Guaranteed: it holds codes and nothing else; whatever could say who somebody is, a
 * parameter of another name included, is refused without being repeated.
 */
public final class NeedReader {
  private static final String PARAMETER = "Parameters.parameter";
  private static final String ROOT = "https://fhir.example.org/supportive-care/CodeSystem/";

  /** A parameter of the operation, and what its codes are held against. */
  private enum Input {
    SERVICE_TYPE("serviceType", false, ROOT + "sc-service", null),
    AGE_BAND("ageBand", true, ROOT + "sc-age-band", null),
    GENDER("gender", true, null, Pattern.compile("male|female|other|unknown")),
    LANGUAGE("language", false, null, Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")),
    COUNTRY("country", true, null, Pattern.compile("[A-Z]{2}")),
    REGION("region", true, null, Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,3}")),
    DELIVERY_MODE("deliveryMode", true, ROOT + "sc-mode", null),
    ELIGIBILITY("eligibility", false, ROOT + "sc-eligibility", null),
    URGENCY("urgency", true, null, Pattern.compile("routine|urgent|asap|stat"));

    private final String parameter;
    private final boolean once;
    private final String system;
    private final Pattern form;

    Input(String parameter, boolean once, String system, Pattern form) {
      this.parameter = parameter;
      this.once = once;
      this.system = system;
      this.form = form;
    }

    boolean accepts(String code, BiPredicate<String, String> known) {
      return system == null ? form.matcher(code).matches() : known.test(system, code);
    }
  }

  private final BiPredicate<String, String> known;
  private final Map<Input, Set<String>> given = new EnumMap<>(Input.class);
  private final List<Issue> issues = new ArrayList<>();

  private NeedReader(BiPredicate<String, String> known) {
    this.known = known;
  }

  /**
   * @param known whether a code system of the exchange has a code
   * @throws ExchangeException profile-violation, with an issue for each wrong parameter
   */
  public static Need read(Parameters in, BiPredicate<String, String> known) {
    NeedReader reader = new NeedReader(known);
    List<ParametersParameterComponent> parameters = in.getParameter();
    for (int i = 0; i < parameters.size(); i++) {
      reader.take(PARAMETER + "[" + i + "]", parameters.get(i));
    }
    if (!reader.issues.isEmpty()) {
      throw ExchangeException.of(ErrorCode.PROFILE_VIOLATION, reader.issues);
    }
    return reader.need();
  }

  private void take(String place, ParametersParameterComponent parameter) {
    Optional<Input> named =
        Arrays.stream(Input.values())
            .filter(input -> input.parameter.equals(parameter.getName()))
            .findFirst();
    if (named.isEmpty()) {
      issues.add(new Issue(place, "There is no parameter of this name."));
      return;
    }
    Input input = named.get();
    Optional<String> code = code(parameter.getValue());
    if (code.isEmpty() || !input.accepts(code.get(), known)) {
      issues.add(new Issue(place, "This parameter takes a code of its value set."));
      return;
    }
    Set<String> codes = given.computeIfAbsent(input, ignored -> new TreeSet<>());
    if (input.once && !codes.isEmpty()) {
      issues.add(new Issue(place, "This parameter may be given once only."));
    }
    codes.add(code.get());
  }

  private static Optional<String> code(Type value) {
    if (value instanceof CodeType || value instanceof StringType) {
      return Optional.ofNullable(value.primitiveValue());
    }
    if (value instanceof Coding coding) {
      return Optional.ofNullable(coding.getCode());
    }
    return value instanceof CodeableConcept concept && concept.getCoding().size() == 1
        ? Optional.ofNullable(concept.getCodingFirstRep().getCode())
        : Optional.empty();
  }

  private Need need() {
    return new Need(
        all(Input.SERVICE_TYPE),
        one(Input.AGE_BAND),
        one(Input.GENDER),
        all(Input.LANGUAGE),
        one(Input.COUNTRY),
        one(Input.REGION),
        one(Input.DELIVERY_MODE),
        all(Input.ELIGIBILITY),
        one(Input.URGENCY).filter(urgency -> !urgency.equals("routine")).isPresent());
  }

  private Set<String> all(Input input) {
    return given.getOrDefault(input, Set.of());
  }

  private Optional<String> one(Input input) {
    return all(input).stream().findFirst();
  }
}
