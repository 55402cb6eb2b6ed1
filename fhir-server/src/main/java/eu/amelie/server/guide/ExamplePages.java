/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import eu.amelie.profiles.ProfileCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Resources that fit their profiles. */
final class ExamplePages {
  private static final Pattern PLACE = Pattern.compile(".*/examples/([^/]+)/pass/([^/]+)\\.json");

  private ExamplePages() {}

  /** Those that the module of the profiles ships, by profile and name. */
  static List<GuideExample> shipped() {
    try {
      Resource[] found =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:examples/*/pass/*.json");
      return Arrays.stream(found)
          .map(ExamplePages::example)
          .sorted(Comparator.comparing(GuideExample::profile).thenComparing(GuideExample::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GuideExample example(Resource resource) {
    try {
      Matcher place = PLACE.matcher(resource.getURL().toString());
      if (!place.matches()) {
        throw new IllegalStateException("Not where examples stand.");
      }
      return new GuideExample(
          place.group(1), place.group(2), resource.getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Page> all(ProfileCatalog catalog, List<GuideExample> examples) {
    Map<String, StructureDefinition> profiles =
        Published.of(catalog, StructureDefinition.class).stream()
            .collect(Collectors.toMap(one -> one.getIdElement().getIdPart(), one -> one));
    Map<String, List<ListPages.Row>> rows = new LinkedHashMap<>();
    List<Page> pages = new ArrayList<>();
    for (GuideExample example : examples) {
      Optional<StructureDefinition> profile = Optional.ofNullable(profiles.get(example.profile()));
      String title = profile.map(MetadataResource::getTitle).orElse("Without a profile");
      rows.computeIfAbsent(title, one -> new ArrayList<>())
          .add(new ListPages.Row(example.link(), "", ""));
      pages.add(page(example, title, profile));
    }
    pages.add(
        ListPages.of(
            Section.EXAMPLES,
            "Examples",
            "Persons are invented. Each example fits its profile: a test of the build says so.",
            rows.entrySet().stream()
                .map(group -> new ListPages.Group(group.getKey(), group.getValue()))
                .toList()));
    return pages;
  }

  private static Page page(
      GuideExample example, String title, Optional<StructureDefinition> profile) {
    return new Page(
        example.file(),
        "%s: %s".formatted(title, example.title()),
        Section.EXAMPLES,
        "example",
        Map.of(
            "profile",
            profile.map(Links::to).orElse(Link.plain(title)),
            "json",
            example.file().replace(".html", ".json"),
            "content",
            example.json()));
  }
}
