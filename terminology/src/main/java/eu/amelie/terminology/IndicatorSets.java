/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import eu.amelie.terminology.Headings.Heading;
import eu.amelie.terminology.Indicator.Profile;
import eu.amelie.terminology.Indicator.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.UsageContext;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * The signs by dimension, by form and by population. Ids and titles are numbers, since an address
 * ends in a log; which dimension or form it is stands in {@code useContext}.
 */
record IndicatorSets(IndicatorCatalog catalog, CodeTables tables) {
  private static final String ID = LocalSystem.INDICATORS.id();
  private static final String CHILD = "child-specific";
  private static final String CONTEXT = "http://terminology.hl7.org/CodeSystem/usage-context-type";

  /**
   * New resources each time. A form that no sign names has those that are asked whatever the form.
   */
  List<ValueSet> all() {
    List<ValueSet> sets = new ArrayList<>();
    List<LocalCode> dimensions = tables.of(LocalSystem.DIMENSION).codes();
    for (int i = 0; i < dimensions.size(); i++) {
      LocalCode dimension = dimensions.get(i);
      sets.add(part("dimension", i, dimension, sign -> sign.dimension().equals(dimension.code())));
    }
    List<LocalCode> forms = tables.of(LocalSystem.FORM).codes();
    for (int i = 0; i < forms.size(); i++) {
      LocalCode form = forms.get(i);
      sets.add(part("form", i, form, sign -> sign.speaksOf(form.code())));
    }
    sets.add(named("adult", "adult", IndicatorSets::isForAdults));
    sets.add(named("minor", "minor", IndicatorSets::isForMinors));
    ValueSet safety =
        set(ID + "-safety", tables.headings().of(ID + "-safety"), IndicatorSets::flags);
    sets.add(safety);
    return sets;
  }

  private ValueSet part(String kind, int index, LocalCode code, Predicate<Indicator> which) {
    Heading byPart = tables.headings().of(ID + "-by-part");
    Displays title =
        byPart
            .title()
            .mapped((language, text) -> text.formatted(code.discreet().inOrEnglish(language)));
    ValueSet set =
        set(
            "%s-%s-%02d".formatted(ID, kind, index + 1),
            new Heading(title, byPart.description()),
            which);
    return focus(set, code.system(), code.code());
  }

  private ValueSet named(String name, String population, Predicate<Indicator> which) {
    String id = ID + "-" + name;
    return focus(set(id, tables.headings().of(id), which), LocalSystem.MINOR_STATUS, population);
  }

  private ValueSet set(String id, Heading heading, Predicate<Indicator> which) {
    return FhirTerminology.valueSet(
        id, heading, catalog.all().stream().filter(which).map(Indicator::asCode).toList());
  }

  private static ValueSet focus(ValueSet set, LocalSystem system, String code) {
    UsageContext context = new UsageContext();
    context.setCode(new Coding(CONTEXT, "focus", null));
    context.setValue(new CodeableConcept(new Coding(system.url(), code, null)));
    set.addUseContext(context);
    return set;
  }

  private static boolean flags(Indicator sign) {
    return sign.role() == Role.SAFETY_FLAG;
  }

  private static boolean isForAdults(Indicator sign) {
    return flags(sign) || !sign.dimension().equals(CHILD);
  }

  /** A counted sign that has no weight for people under 18 says nothing about them. */
  private static boolean isForMinors(Indicator sign) {
    return sign.role() != Role.DELPHI || sign.weights().containsKey(Profile.CHILD_LABOUR);
  }
}
