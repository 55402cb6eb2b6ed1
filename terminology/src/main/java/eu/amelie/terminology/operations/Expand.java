/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.operations;

import eu.amelie.terminology.Language;
import eu.amelie.terminology.LocalCode;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionDesignationComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;

/** {@code ValueSet/$expand}: the members of a value set, in a language, filtered, in pages. */
final class Expand {
  static final Map<String, Boolean> NAMES =
      Map.of(
          "url", false,
          "valueSetVersion", false,
          "filter", false,
          "offset", false,
          "count", false,
          "displayLanguage", false,
          "includeDesignations", false,
          "designation", true,
          "activeOnly", false,
          "excludeNested", false);

  private static final String LANGUAGES = "urn:ietf:bcp:47";

  private final Published published;

  Expand(Published published) {
    this.published = published;
  }

  /**
   * @param id of the instance it is called on, or empty
   */
  ValueSet answer(Optional<String> id, Parameters in, Instant now) {
    Input input = Input.read(in, NAMES);
    Input.require(id.isPresent() != input.has("url"), "The value set is named once.");
    String url = id.map(one -> published.urlOf("ValueSet", one)).orElseGet(() -> url(input));
    Published.Members members = published.set(url, input.text("valueSetVersion"));
    Language language = input.language();
    List<LocalCode> matching =
        members.codes().stream()
            .filter(code -> input.text("filter").stream().allMatch(f -> matches(code, language, f)))
            .toList();
    ValueSet answer = header(members.resource(), language);
    ValueSetExpansionComponent expansion = answer.getExpansion();
    expansion.setTimestamp(Date.from(now)).setTotal(matching.size());
    int offset = input.number("offset").orElse(0);
    expansion.setOffset(offset);
    echo(expansion, input, language);
    matching.stream()
        .skip(offset)
        .limit(input.number("count").orElse(Integer.MAX_VALUE))
        .forEach(code -> expansion.addContains(member(code, language, input)));
    return answer;
  }

  private static String url(Input input) {
    return input.text("url").orElseThrow();
  }

  private static boolean matches(LocalCode code, Language language, String filter) {
    return Wording.matches(code, language, filter);
  }

  private static ValueSet header(ValueSet set, Language language) {
    ValueSet answer = new ValueSet();
    answer.setId(set.getIdPart());
    answer.setLanguage(language.tag());
    return answer
        .setUrl(set.getUrl())
        .setVersion(set.getVersion())
        .setName(set.getName())
        .setTitle(set.getTitle())
        .setStatus(set.getStatus());
  }

  /** What shaped the expansion, so that pages of it can be told to belong together. */
  private static void echo(ValueSetExpansionComponent expansion, Input input, Language language) {
    add(expansion, "displayLanguage", new CodeType(language.tag()));
    input.text("filter").ifPresent(filter -> add(expansion, "filter", new StringType(filter)));
    input.number("offset").ifPresent(offset -> add(expansion, "offset", new IntegerType(offset)));
    input.number("count").ifPresent(count -> add(expansion, "count", new IntegerType(count)));
  }

  private static void add(ValueSetExpansionComponent expansion, String name, Type value) {
    expansion.addParameter().setName(name).setValue(value);
  }

  private ValueSetExpansionContainsComponent member(
      LocalCode code, Language language, Input input) {
    ValueSetExpansionContainsComponent member =
        new ValueSetExpansionContainsComponent()
            .setSystem(code.system().url())
            .setCode(code.code())
            .setDisplay(code.displays().inOrEnglish(language));
    List<String> wanted = input.texts("designation");
    if (!wanted.isEmpty() || input.flag("includeDesignations")) {
      published
          .system(code.system().url(), Optional.empty())
          .concepts()
          .get(code.code())
          .getDesignation()
          .stream()
          .filter(one -> wanted.isEmpty() || wanted.stream().anyMatch(token -> isOf(one, token)))
          .forEach(
              one ->
                  member
                      .addDesignation()
                      .setLanguage(one.getLanguage())
                      .setUse(one.hasUse() ? one.getUse() : null)
                      .setValue(one.getValue()));
    }
    return member;
  }

  /** A token names a language or a use, as {@code system|code}. */
  private static boolean isOf(ConceptDefinitionDesignationComponent designation, String token) {
    return token.equals(LANGUAGES + "|" + designation.getLanguage())
        || token.equals(designation.getUse().getSystem() + "|" + designation.getUse().getCode());
  }
}
