/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Lays pages out. Everything that a page shows is escaped, but for drawings of our own. */
final class PageWriter {
  private final SpringTemplateEngine engine = new SpringTemplateEngine();

  PageWriter() {
    ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
    resolver.setPrefix("eu/amelie/server/guide/");
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    engine.setTemplateResolver(resolver);
  }

  String html(Page page) {
    Map<String, Object> model = new HashMap<>(page.model());
    model.put("title", page.title());
    model.put("section", page.section());
    model.put("sections", List.of(Section.values()));
    model.put("languages", LANGUAGES);
    return engine.process(page.template(), new Context(Locale.ROOT, model));
  }

  /** The page at the root of the server. */
  String start() {
    return engine.process("start", new Context(Locale.ROOT));
  }

  /** A language in its own words. */
  record LanguageName(String tag, String name) {}

  private static final List<LanguageName> LANGUAGES =
      Arrays.asList(
          new LanguageName("en", "English"),
          new LanguageName("fr", "Français"),
          new LanguageName("nl", "Nederlands"),
          new LanguageName("de", "Deutsch"),
          new LanguageName("el", "Ελληνικά"),
          new LanguageName("it", "Italiano"));
}
