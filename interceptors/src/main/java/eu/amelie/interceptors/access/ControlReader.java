/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.access.Presentation.Format;
import eu.amelie.interceptors.access.Presentation.Kind;
import eu.amelie.interceptors.access.Presentation.Summary;
import eu.amelie.interceptors.access.SearchRequest.SortOrder;
import eu.amelie.interceptors.access.SearchRequest.TotalMode;
import eu.amelie.interceptors.disclosure.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the parameters that shape an answer. Those that can have one value may be there once. */
final class ControlReader {
  private static final Pattern ELEMENT = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,100}");

  private final List<QueryParameter> parameters;

  ControlReader(List<QueryParameter> parameters) {
    this.parameters = parameters;
  }

  /**
   * @param kind what the answer can be had as
   */
  Presentation presentation(boolean search, Kind kind) {
    Summary summary = oneOf(Summary.values(), "_summary").orElse(Summary.FALSE);
    if (summary == Summary.COUNT && !search) {
      throw unreadable("_summary");
    }
    return new Presentation(format(kind), pretty(), summary, elements(), count(), kind);
  }

  Optional<TotalMode> total() {
    return oneOf(TotalMode.values(), "_total");
  }

  Optional<SortOrder> sort() {
    return single("_sort").map(ControlReader::order);
  }

  List<SearchValue.Moment> lastUpdated() {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals("_lastUpdated"))
        .map(parameter -> ValueReader.moment(parameter.value()))
        .toList();
  }

  private static SortOrder order(String value) {
    return switch (value) {
      case "_lastUpdated" -> SortOrder.ASCENDING;
      case "-_lastUpdated" -> SortOrder.DESCENDING;
      default ->
          throw Rejection.of(
              ErrorCode.NOT_IN_CONTRACT, "Your role's contract sorts by _lastUpdated only.");
    };
  }

  private int count() {
    return single("_count").map(ControlReader::clamped).orElse(Presentation.DEFAULT_COUNT);
  }

  private static int clamped(String value) {
    if (!DIGITS.matcher(value).matches()) {
      throw unreadable("_count");
    }
    String significant = value.replaceFirst("^0+(?=.)", "");
    return significant.length() > 3
        ? Presentation.MAX_COUNT
        : Math.min(Presentation.MAX_COUNT, Integer.parseInt(significant));
  }

  private List<String> elements() {
    List<String> names =
        single("_elements").map(value -> Arrays.asList(value.split(",", -1))).orElse(List.of());
    if (!names.stream().allMatch(name -> ELEMENT.matcher(name).matches())) {
      throw unreadable("_elements");
    }
    return names;
  }

  private boolean pretty() {
    return single("_pretty").map(ControlReader::truth).orElse(false);
  }

  private static boolean truth(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw unreadable("_pretty");
    };
  }

  private Optional<Format> format(Kind kind) {
    return single("_format")
        .map(
            value ->
                switch (kind) {
                  case RESOURCE -> mediaType(value);
                  case DOCUMENT -> documentType(value);
                  case TABLE -> tableType(value);
                });
  }

  private static Format tableType(String value) {
    return switch (value) {
      case "csv", "text/csv" -> Format.CSV;
      default -> mediaType(value);
    };
  }

  private static Format documentType(String value) {
    return switch (value) {
      case "html", "text/html" -> Format.HTML;
      case "pdf", "application/pdf" -> Format.PDF;
      default -> mediaType(value);
    };
  }

  private static Format mediaType(String value) {
    // An unescaped plus sign arrives as a space; clients write it so in practice.
    return switch (value.replace(' ', '+')) {
      case "json", "application/json", "application/fhir+json" -> Format.JSON;
      case "xml", "application/xml", "text/xml", "application/fhir+xml" -> Format.XML;
      default -> throw unreadable("_format");
    };
  }

  private <E extends Enum<E>> Optional<E> oneOf(E[] codes, String name) {
    return single(name)
        .map(
            value ->
                Arrays.stream(codes)
                    .filter(code -> code.name().toLowerCase(Locale.ROOT).equals(value))
                    .findFirst()
                    .orElseThrow(() -> unreadable(name)));
  }

  private Optional<String> single(String name) {
    List<String> values =
        parameters.stream()
            .filter(parameter -> parameter.name().equals(name))
            .map(QueryParameter::value)
            .toList();
    if (values.size() > 1) {
      throw Rejection.malformed("The parameter " + name + " is there twice.");
    }
    return values.stream().findFirst();
  }

  private static Rejection unreadable(String name) {
    return Rejection.malformed("The value of " + name + " cannot be read.");
  }
}
