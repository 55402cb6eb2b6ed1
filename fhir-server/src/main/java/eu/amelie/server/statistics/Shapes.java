/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import static eu.amelie.interceptors.statistics.ReferralDimensions.AGE;
import static eu.amelie.interceptors.statistics.ReferralDimensions.CITIZENSHIP;
import static eu.amelie.interceptors.statistics.ReferralDimensions.COURSE;
import static eu.amelie.interceptors.statistics.ReferralDimensions.FORM;
import static eu.amelie.interceptors.statistics.ReferralDimensions.OUTCOME;
import static eu.amelie.interceptors.statistics.ReferralDimensions.SERVICE;
import static eu.amelie.interceptors.statistics.ReferralDimensions.SEX;
import static eu.amelie.interceptors.statistics.ReferralDimensions.WAITING;

import eu.amelie.interceptors.statistics.Category;
import eu.amelie.interceptors.statistics.Dimension;
import eu.amelie.interceptors.statistics.ReferralDimensions;
import eu.amelie.server.statistics.Shape.Stratifier;
import eu.amelie.terminology.Displays;
import eu.amelie.terminology.LocalCode;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;

/**
 * The shapes on offer: our own codes, and by our ConceptMaps the categories of the European
 * statistics and of the HTCDS. What a map leaves out is shown as unknown.
 */
class Shapes {
  private static final String NULL_FLAVOR = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor";
  private static final String GENDER = "http://hl7.org/fhir/administrative-gender";
  private static final String HTCDS_FORM =
      "https://github.com/UNMigration/HTCDS/vic_TypeOfExploitation";

  private static final Map<Dimension, String> SYSTEMS =
      Map.of(
          FORM, LocalSystem.FORM.url(),
          SEX, GENDER,
          AGE, LocalSystem.AGE_BAND.url(),
          CITIZENSHIP, LocalSystem.CITIZENSHIP.url(),
          SERVICE, LocalSystem.SERVICE.url(),
          OUTCOME, LocalSystem.BUSINESS_STATUS.url(),
          COURSE, LocalSystem.BUSINESS_STATUS.url(),
          WAITING, LocalSystem.WAITING.url());

  private final TerminologyCatalog terminology;
  private final List<Shape> shapes;

  Shapes(TerminologyCatalog terminology) {
    this.terminology = terminology;
    this.shapes =
        List.of(
            new Shape("sc-referrals", ReferralDimensions.ALL.stream().map(this::own).toList()),
            new Shape(
                "sc-referrals-european",
                List.of(
                    mapped(FORM, "sc-form-to-statistics", LocalSystem.STATISTICS_FORM.url()),
                    own(SEX),
                    ages(),
                    own(CITIZENSHIP))),
            new Shape(
                "sc-referrals-htcds",
                List.of(mapped(FORM, "sc-form-to-htcds", HTCDS_FORM), own(SEX))));
  }

  List<Shape> all() {
    return shapes;
  }

  Optional<Shape> find(String measure) {
    return shapes.stream().filter(shape -> shape.measure().equals(measure)).findFirst();
  }

  private Stratifier own(Dimension dimension) {
    return stratifier(
        dimension,
        dimension.leaves().stream()
            .map(
                leaf ->
                    leaf.equals("OTH")
                        ? row(NULL_FLAVOR, leaf, Set.of(leaf))
                        : row(SYSTEMS.get(dimension), leaf, Set.of(leaf)))
            .toList());
  }

  /** Under 18, and 18 and over. */
  private Stratifier ages() {
    return stratifier(
        AGE,
        List.of(
            row(LocalSystem.MINOR_STATUS.url(), "minor", leaves("*minor")),
            row(LocalSystem.MINOR_STATUS.url(), "adult", leaves("*adult")),
            row(NULL_FLAVOR, "UNK", Set.of(AGE.unstated()))));
  }

  private static Set<String> leaves(String category) {
    return AGE.all()
        .all()
        .filter(some -> some.id().equals(category))
        .flatMap(Category::leaves)
        .map(Category::id)
        .collect(Collectors.toSet());
  }

  private Stratifier mapped(Dimension dimension, String map, String target) {
    Map<String, Set<String>> targets = new LinkedHashMap<>();
    Set<String> unmapped = new HashSet<>(dimension.leaves());
    ConceptMap concepts =
        terminology.conceptMaps().stream()
            .filter(candidate -> map.equals(candidate.getIdElement().getIdPart()))
            .findFirst()
            .orElseThrow();
    for (ConceptMapGroupComponent group : concepts.getGroup()) {
      if (target.equals(group.getTarget())) {
        group.getElement().stream()
            .filter(element -> element.getTargetFirstRep().hasCode())
            .filter(element -> unmapped.remove(element.getCode()))
            .forEach(
                element ->
                    targets
                        .computeIfAbsent(
                            element.getTargetFirstRep().getCode(), any -> new LinkedHashSet<>())
                        .add(element.getCode()));
      }
    }
    List<Row> rows = new ArrayList<>();
    targets.forEach((code, leaves) -> rows.add(row(target, code, leaves)));
    rows.add(row(NULL_FLAVOR, "UNK", unmapped));
    return stratifier(dimension, rows);
  }

  private Stratifier stratifier(Dimension dimension, List<Row> rows) {
    Displays title =
        terminology.find(LocalSystem.TABLE.url(), dimension.name()).orElseThrow().displays();
    return new Stratifier(dimension, title, rows);
  }

  private Row row(String system, String code, Set<String> leaves) {
    return new Row(system, code, terminology.find(system, code).map(LocalCode::displays), leaves);
  }
}
