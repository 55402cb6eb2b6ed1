/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.SearchParameter;

/** The directory's own search parameters, beside those of FHIR R4. */
final class DirectorySearchParameters {
  private static final String ROOT = "https://fhir.example.org/supportive-care/";

  /** By code: where in a HealthcareService the value stands. */
  private static final Map<String, String> EXPRESSIONS =
      new TreeMap<>(
          Map.of(
              "language", "HealthcareService.communication",
              "country", extension("sc-served-country"),
              "served-age", extension("sc-served-age"),
              "served-gender", extension("sc-served-gender"),
              "capacity", extension("sc-capacity"),
              "eligibility", "HealthcareService.eligibility.code",
              "delivery-mode",
                  "HealthcareService.extension.where(url='"
                      + ROOT
                      + "StructureDefinition/sc-delivery-mode').extension.where(url='mode').value"));

  private DirectorySearchParameters() {}

  private static String extension(String id) {
    return "HealthcareService.extension.where(url='"
        + ROOT
        + "StructureDefinition/"
        + id
        + "').value";
  }

  static List<SearchParameter> all() {
    List<SearchParameter> all = new ArrayList<>();
    EXPRESSIONS.forEach((code, expression) -> all.add(of(code, expression)));
    return all;
  }

  private static SearchParameter of(String code, String expression) {
    SearchParameter parameter = new SearchParameter();
    parameter.setId("sc-service-" + code);
    parameter
        .setUrl(ROOT + "SearchParameter/sc-service-" + code)
        .setName("ScService" + code.replace("-", ""))
        .setStatus(PublicationStatus.ACTIVE)
        .setDescription("Services by " + code.replace('-', ' ') + ".")
        .setCode(code)
        .setType(SearchParamType.TOKEN)
        .setExpression(expression)
        .addBase("HealthcareService");
    return parameter;
  }
}
