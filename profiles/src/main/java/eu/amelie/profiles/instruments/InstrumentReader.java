/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.instruments;

import eu.amelie.profiles.Finding;
import eu.amelie.terminology.LocalSystem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.UsageContext;

/**
 * Reads a Questionnaire as an instrument. It is one only where it says all that counting needs: a
 * url of its owner's and a version, a threshold (extension {@code sc-cut-off}), the ages it was
 * made for ({@code useContext} age, in years), and questions whose every option bears whole points
 * (extension {@code ordinalValue}). Every other {@code useContext} makes it narrower than its ages.
 * Findings repeat nothing of the input.
 */
public final class InstrumentReader {
  private static final int OLDEST = 150;
  private static final BigDecimal MOST = BigDecimal.valueOf(999);

  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Map<String, Integer>> points = new HashMap<>();

  /** What was read, or what stands against it: exactly one of them. */
  public record Read(Optional<Instrument> instrument, List<Finding> findings) {
    public Read {
      findings = List.copyOf(findings);
    }
  }

  private InstrumentReader() {}

  public static Read read(Questionnaire questionnaire) {
    InstrumentReader reader = new InstrumentReader();
    Optional<Instrument> instrument = reader.instrument(questionnaire);
    return reader.findings.isEmpty()
        ? new Read(instrument, List.of())
        : new Read(Optional.empty(), reader.findings);
  }

  private Optional<Instrument> instrument(Questionnaire questionnaire) {
    if (!questionnaire.hasUrl() || questionnaire.getUrl().contains("|")) {
      find("Questionnaire.url", "required", "An instrument has a canonical url.");
    } else if (questionnaire.getUrl().startsWith(LocalSystem.CANONICAL_ROOT)) {
      find("Questionnaire.url", "url", "The exchange's own addresses are not for others.");
    }
    if (!questionnaire.hasVersion()) {
      find("Questionnaire.version", "required", "An instrument has a version.");
    }
    Optional<Integer> cutOff = cutOff(questionnaire);
    Optional<int[]> ages = ages(questionnaire);
    items(questionnaire.getItem(), "Questionnaire");
    if (points.isEmpty()) {
      find("Questionnaire.item", "required", "Some question has options with points.");
    }
    return cutOff.flatMap(
        least ->
            ages.map(
                range ->
                    new Instrument(
                        questionnaire.getUrl(),
                        questionnaire.getVersion(),
                        least,
                        range[0],
                        range[1],
                        !questionnaire.getUseContext().stream().allMatch(InstrumentReader::isAge),
                        points)));
  }

  private Optional<Integer> cutOff(Questionnaire questionnaire) {
    List<Extension> found = questionnaire.getExtensionsByUrl(Instrument.CUT_OFF);
    if (found.size() == 1 && found.get(0).getValue() instanceof IntegerType least) {
      return Optional.of(least.getValue());
    }
    find("Questionnaire.extension", "required", "An instrument has one threshold, sc-cut-off.");
    return Optional.empty();
  }

  private Optional<int[]> ages(Questionnaire questionnaire) {
    List<UsageContext> found =
        questionnaire.getUseContext().stream().filter(InstrumentReader::isAge).toList();
    if (found.size() == 1 && found.get(0).getValue() instanceof Range range) {
      Optional<Integer> low = range.hasLow() ? years(range.getLow()) : Optional.of(0);
      Optional<Integer> high = range.hasHigh() ? years(range.getHigh()) : Optional.of(OLDEST);
      if (low.isPresent() && high.isPresent() && low.get() <= high.get()) {
        return Optional.of(new int[] {low.get(), high.get()});
      }
    }
    find("Questionnaire.useContext", "required", "An instrument says for which ages it was made.");
    return Optional.empty();
  }

  private static boolean isAge(UsageContext context) {
    return "age".equals(context.getCode().getCode());
  }

  /** Years are the unit {@code a} of UCUM. */
  private static Optional<Integer> years(Quantity quantity) {
    return "a".equals(quantity.getCode()) ? whole(quantity.getValue()) : Optional.empty();
  }

  private static Optional<Integer> whole(BigDecimal value) {
    if (value == null
        || value.stripTrailingZeros().scale() > 0
        || value.abs().compareTo(MOST) > 0) {
      return Optional.empty();
    }
    return Optional.of(value.intValue());
  }

  private void items(List<QuestionnaireItemComponent> items, String parent) {
    for (int i = 0; i < items.size(); i++) {
      QuestionnaireItemComponent item = items.get(i);
      String place = parent + ".item[" + i + "]";
      whole(item, place);
      if (item.getAnswerOption().stream().anyMatch(InstrumentReader::bearsPoints)) {
        counted(item, place);
      }
      items(item.getItem(), place);
    }
  }

  /** What FHIR requires of every item: responses are held against it, counted or not. */
  private void whole(QuestionnaireItemComponent item, String place) {
    if (!item.hasLinkId() || !item.hasType()) {
      find(place, "required", "Every item has a linkId and a type.");
    }
    boolean wholeConditions =
        item.getEnableWhen().stream()
            .allMatch(when -> when.hasQuestion() && when.hasOperator() && when.hasAnswer());
    if (!wholeConditions) {
      find(place + ".enableWhen", "required", "A condition has question, operator and answer.");
    }
    if (!item.getAnswerOption().stream()
        .allMatch(QuestionnaireItemAnswerOptionComponent::hasValue)) {
      find(place + ".answerOption", "required", "Every option has a value.");
    }
  }

  private static boolean bearsPoints(QuestionnaireItemAnswerOptionComponent option) {
    return option.getValue() instanceof Coding coding && coding.hasExtension(Instrument.ORDINAL);
  }

  /** An item that is asked only now and then has no fixed part in a score. */
  private void counted(QuestionnaireItemComponent item, String place) {
    if (item.getType() != QuestionnaireItemType.CHOICE || item.getRepeats()) {
      find(place, "type", "Only a choice of one option is counted.");
    }
    if (item.hasEnableWhen()) {
      find(place + ".enableWhen", "not-allowed", "A question that is counted is always asked.");
    }
    Map<String, Integer> options = new HashMap<>();
    for (QuestionnaireItemAnswerOptionComponent option : item.getAnswerOption()) {
      Optional<Integer> worth = points(option);
      if (worth.isEmpty()) {
        find(place + ".answerOption", "required", "Every option has whole points.");
      } else {
        options.put(Instrument.option(option.getValueCoding()), worth.get());
      }
    }
    if (points.put(item.getLinkId(), Map.copyOf(options)) != null) {
      find(place + ".linkId", "too-many", "A linkId is there once.");
    }
  }

  private static Optional<Integer> points(QuestionnaireItemAnswerOptionComponent option) {
    if (!bearsPoints(option)) {
      return Optional.empty();
    }
    Extension ordinal = option.getValueCoding().getExtensionByUrl(Instrument.ORDINAL);
    return ordinal.getValue() instanceof DecimalType worth
        ? whole(worth.getValue())
        : Optional.empty();
  }

  private void find(String place, String code, String message) {
    findings.add(Finding.error(place, code, message));
  }
}
