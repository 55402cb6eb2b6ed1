/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.access.Interaction.Operation;
import eu.amelie.interceptors.access.Interaction.Operation.Level;
import eu.amelie.interceptors.disclosure.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ResourceType;

/** Reads method and path into an interaction, by FHIR R4's own table and nothing beside it. */
final class PathReader {
  /** The parameter that carries an opaque page token. */
  static final String PAGE = "_page";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> TYPES =
      Arrays.stream(ResourceType.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");
  private static final Pattern OPERATION = Pattern.compile("\\$[A-Za-z][A-Za-z0-9\\-]{0,63}");
  private static final Pattern PAGE_TOKEN = Pattern.compile("[A-Za-z0-9_\\-.]{1,4096}");
  private static final String HISTORY = "_history";
  private static final String SEARCH = "_search";

  private final String method;
  private final List<String> segments;
  private final List<QueryParameter> parameters;

  private PathReader(String method, List<String> segments, List<QueryParameter> parameters) {
    this.method = method;
    this.segments = segments;
    this.parameters = parameters;
  }

  static Interaction read(String method, String path, List<QueryParameter> parameters) {
    if (!METHODS.contains(method)) {
      throw methodNotAllowed();
    }
    Interaction interaction = new PathReader(method, segments(path), parameters).interaction();
    if (method.equals("HEAD") && !readable(interaction)) {
      throw methodNotAllowed();
    }
    return interaction;
  }

  private static boolean readable(Interaction interaction) {
    return interaction instanceof Interaction.Read
        || interaction instanceof Interaction.VersionRead
        || interaction instanceof Interaction.Capabilities;
  }

  private static List<String> segments(String path) {
    if (path.isEmpty() || path.equals("/")) {
      return List.of();
    }
    if (!path.startsWith("/")) {
      throw Rejection.malformed("The path does not begin with a slash.");
    }
    List<String> segments = new ArrayList<>();
    for (String raw : path.substring(1).split("/", -1)) {
      segments.add(segment(raw));
    }
    return segments;
  }

  private static String segment(String raw) {
    String segment = PercentDecoder.path(raw);
    boolean dots = segment.chars().allMatch(c -> c == '.');
    // What another layer could read as a separator, a parameter or a second encoding.
    if (dots || segment.chars().anyMatch(c -> "/\\;%?#".indexOf(c) >= 0)) {
      throw Rejection.malformed("The path holds an empty, dotted or encoded step.");
    }
    return segment;
  }

  private Interaction interaction() {
    return switch (segments.size()) {
      case 0 -> atBase();
      case 1 -> one(segments.get(0));
      case 2 -> two(type(0), segments.get(1));
      case 3 -> three(type(0), id(1), segments.get(2));
      case 4 -> four(type(0), id(1));
      case 5 -> five(type(0), id(1));
      default -> throw notFound();
    };
  }

  private Interaction atBase() {
    if (method.equals("POST")) {
      return new Interaction.BundlePost(Optional.empty());
    }
    requireGet();
    List<String> pages =
        parameters.stream()
            .filter(parameter -> parameter.name().equals(PAGE))
            .map(QueryParameter::value)
            .toList();
    if (pages.isEmpty()) {
      return new Interaction.SearchOfSystem();
    }
    if (pages.size() > 1 || !PAGE_TOKEN.matcher(pages.get(0)).matches()) {
      throw notFound();
    }
    return new Interaction.Page(pages.get(0));
  }

  private Interaction one(String only) {
    if (only.equals("metadata")) {
      requireGet();
      return new Interaction.Capabilities();
    }
    if (only.equals(HISTORY)) {
      requireGet();
      return new Interaction.HistoryOfSystem();
    }
    if (only.equals(SEARCH)) {
      requirePost();
      return new Interaction.SearchOfSystem();
    }
    if (only.startsWith("$")) {
      return operation(Level.SYSTEM, Optional.empty(), Optional.empty(), only);
    }
    String type = type(0);
    return switch (method) {
      case "GET", "HEAD" -> new Interaction.SearchOfType(type, false);
      case "POST" -> new Interaction.Create(type);
      default -> new Interaction.ConditionalWrite(method, type);
    };
  }

  private Interaction two(String type, String second) {
    if (second.equals(HISTORY)) {
      requireGet();
      return new Interaction.HistoryOfType(type);
    }
    if (second.equals(SEARCH)) {
      requirePost();
      return new Interaction.SearchOfType(type, true);
    }
    if (second.startsWith("$")) {
      return operation(Level.TYPE, Optional.of(type), Optional.empty(), second);
    }
    String id = id(1);
    return switch (method) {
      case "GET", "HEAD" -> new Interaction.Read(type, id);
      case "PUT" -> new Interaction.Update(type, id);
      case "PATCH" -> new Interaction.Patch(type, id);
      case "DELETE" -> new Interaction.Delete(type, id);
      default -> throw methodNotAllowed();
    };
  }

  private Interaction three(String type, String id, String third) {
    if (third.equals(HISTORY)) {
      requireGet();
      return new Interaction.HistoryOfInstance(type, id);
    }
    if (third.startsWith("$")) {
      return operation(Level.INSTANCE, Optional.of(type), Optional.of(id), third);
    }
    if (third.equals("*") || TYPES.contains(third)) {
      requireGet();
      return new Interaction.SearchOfCompartment(type, id);
    }
    throw notFound();
  }

  private Interaction four(String type, String id) {
    if (segments.get(2).equals(HISTORY)) {
      requireGet();
      return new Interaction.VersionRead(type, id, id(3));
    }
    if (TYPES.contains(segments.get(2)) && segments.get(3).equals(SEARCH)) {
      requirePost();
      return new Interaction.SearchOfCompartment(type, id);
    }
    throw notFound();
  }

  private Interaction five(String type, String id) {
    if (segments.get(2).equals(HISTORY)) {
      id(3);
      return operation(Level.VERSION, Optional.of(type), Optional.of(id), segments.get(4));
    }
    throw notFound();
  }

  private Operation operation(
      Level level, Optional<String> type, Optional<String> id, String segment) {
    if (!OPERATION.matcher(segment).matches()) {
      throw notFound();
    }
    if (!method.equals("GET") && !method.equals("POST")) {
      throw methodNotAllowed();
    }
    return new Operation(level, type, id, segment.substring(1), method.equals("POST"));
  }

  private String type(int index) {
    String segment = segments.get(index);
    if (!TYPES.contains(segment)) {
      throw notFound();
    }
    return segment;
  }

  private String id(int index) {
    String segment = segments.get(index);
    if (!ID.matcher(segment).matches()) {
      throw notFound();
    }
    return segment;
  }

  private void requireGet() {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      throw methodNotAllowed();
    }
  }

  private void requirePost() {
    if (!method.equals("POST")) {
      throw methodNotAllowed();
    }
  }

  private static Rejection methodNotAllowed() {
    return Rejection.of(ErrorCode.METHOD_NOT_ALLOWED);
  }

  private static Rejection notFound() {
    return Rejection.of(ErrorCode.NOT_FOUND);
  }
}
